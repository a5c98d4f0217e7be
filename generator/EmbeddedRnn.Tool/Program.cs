using System;
using System.Threading;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool;

/// <summary>The embeddedrnn command.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        // The first Ctrl+C lets the command end by itself, so that no temporary file stays; the second ends the process.
        Console.CancelKeyPress += (_, pressed) =>
        {
            if (interrupted.IsCancellationRequested) return;
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        return CommandLine.Run(arguments, ToolConsole.Standard(interrupted.Token));
    }
}
