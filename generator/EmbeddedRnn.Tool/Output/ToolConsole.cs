using System;
using System.IO;
using System.Threading;
using Spectre.Console;

namespace EmbeddedRnn.Tool.Output;

/// <summary>Where a command writes, and what tells it to stop. Tests give their own.</summary>
/// <param name="output">Results.</param>
/// <param name="error">What went wrong.</param>
/// <param name="terminal">Results with colours and boxes, where they go to a terminal; null where they go to a file or a pipe.</param>
/// <param name="progressTerminal">Where progress is shown; null where nobody looks.</param>
/// <param name="cancellation">Ctrl+C.</param>
internal sealed class ToolConsole(
    TextWriter output, TextWriter error, IAnsiConsole? terminal = null, IAnsiConsole? progressTerminal = null, CancellationToken cancellation = default)
{
    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public CancellationToken Cancellation { get; } = cancellation;

    public Progress Progress { get; } = new(progressTerminal);

    /// <summary>The process's own streams. Progress goes to stderr, so that stdout holds the result alone.</summary>
    public static ToolConsole Standard(CancellationToken cancellation) => new(
        Console.Out,
        Console.Error,
        Console.IsOutputRedirected ? null : AnsiConsole.Console,
        Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        cancellation);

    public void Write(TextTable table)
    {
        if (terminal is null || terminal.Profile.Width < table.NarrowestWidth) Output.Write(table.ToText());
        else terminal.Write(table.ToSpectre());
    }
}
