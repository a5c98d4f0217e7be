using System.CommandLine;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string?> State() => new("--state")
    {
        Description = "The state before the first step instead of the model's own, a file as for --input: layer after layer the hidden state, then for an LSTM the cell state.",
        HelpName = "FILE",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of text." };
}
