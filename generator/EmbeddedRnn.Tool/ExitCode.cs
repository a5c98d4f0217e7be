namespace EmbeddedRnn.Tool;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command did its work, and the answer is no: the outputs differ by more than the tolerance.</summary>
    public const int Difference = 1;

    /// <summary>A bad file, path, number or option; the reason is one line on stderr.</summary>
    public const int Failure = 2;

    /// <summary>Ctrl+C, as shells count it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;
}
