using System;

namespace EmbeddedRnn.Convert;

/// <summary>embeddedrnn-convert --list FILE: what the package's build target runs before the compiler.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => new Converter(Console.Out).Run(arguments);
}
