namespace EmbeddedRnn.Tool;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A bad file, path, number or option; the reason is one line on stderr.</summary>
    public const int Failure = 2;
}
