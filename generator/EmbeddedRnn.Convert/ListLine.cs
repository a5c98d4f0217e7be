using System;

namespace EmbeddedRnn.Convert;

/// <summary>
/// One line of the list: input|output|name, optionally |prefix and |activation (tanh or relu); an empty field is as good as none.
/// No field can hold a '|', which cannot stand in a path on Windows.
/// </summary>
internal sealed record ListLine(string Input, string Output, string Name, ImportOptions Options)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not of that form.</exception>
    public static ListLine Parse(string line)
    {
        string[] fields = line.Split('|');
        if (fields.Length is < 3 or > 5) throw new FormatException("expected input|output|name, optionally |prefix|activation.");
        if (Array.Exists(fields[..3], f => f.Length == 0)) throw new FormatException("input, output and name must not be empty.");
        return new ListLine(fields[0], fields[1], fields[2], new ImportOptions
        {
            Prefix = fields.Length > 3 && fields[3].Length > 0 ? fields[3] : null,
            Activation = fields.Length > 4 ? ParseActivation(fields[4]) : null,
        });
    }

    private static Activation? ParseActivation(string word) => word switch
    {
        "" => null,
        "tanh" => Activation.Tanh,
        "relu" => Activation.Relu,
        _ => throw new FormatException($"the activation must be tanh or relu, not '{word}'."),
    };
}
