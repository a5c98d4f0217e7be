using System;

namespace EmbeddedRnn.Convert;

/// <summary>
/// One line of the list: input|output|name, optionally |prefix and |activation (tanh or relu); an empty field is as good as none.
/// No field can hold a '|', which cannot stand in a path on Windows.
/// </summary>
internal sealed record ListLine(string Input, string Output, string Name, string Prefix, string Activation)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not of that form.</exception>
    public static ListLine Parse(string line)
    {
        string[] fields = line.Split('|');
        if (fields.Length is < 3 or > 5) throw new FormatException("expected input|output|name, optionally |prefix|activation.");
        if (Array.Exists(fields[..3], f => f.Length == 0)) throw new FormatException("input, output and name must not be empty.");
        return new ListLine(fields[0], fields[1], fields[2], fields.Length > 3 ? fields[3] : "", fields.Length > 4 ? fields[4] : "");
    }

    /// <summary>What the item says and the file does not.</summary>
    /// <exception cref="ImportException">The item's Activation is none.</exception>
    public ImportOptions Options() => new()
    {
        Prefix = Prefix.Length > 0 ? Prefix : null,
        Activation = Activation switch
        {
            "" => null,
            "tanh" => EmbeddedRnn.Activation.Tanh,
            "relu" => EmbeddedRnn.Activation.Relu,
            _ => throw new ImportException(Input, "", $"the Activation of its RecurrentModel item must be tanh or relu, not '{Activation}'."),
        },
    };
}
