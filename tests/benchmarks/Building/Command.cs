using System;
using System.Diagnostics;
using System.IO;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>A program that must succeed.</summary>
internal static class Command
{
    /// <summary>Runs it, without build servers that would outlive it.</summary>
    public static void Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new IOException($"{program} {string.Join(' ', arguments)} in {folder} failed:{Environment.NewLine}{output}");
    }
}
