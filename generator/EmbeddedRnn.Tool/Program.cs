using System;

namespace EmbeddedRnn.Tool;

/// <summary>The embeddedrnn command.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => CommandLine.Run(arguments, Console.Out, Console.Error);
}
