using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.ParityProbe.Expect;

/// <summary>Writes the generated files into the probe's folder, which is given or found above the current one.</summary>
internal static class Program
{
    /// <summary>Where the probe lies in the repository.</summary>
    public static readonly string Place = Path.Combine("device-samples", "ParityProbe");

    public static int Main(string[] arguments)
    {
        string? probe = arguments.Length == 1 ? arguments[0] : Find(Environment.CurrentDirectory);
        if (arguments.Length > 1 || probe is null || !File.Exists(Path.Combine(probe, "ProbeRun.cs")))
        {
            Console.Error.WriteLine($"usage: EmbeddedRnn.ParityProbe.Expect [FOLDER]: the folder of the probe, {Place} where none is given");
            return 2;
        }
        IReadOnlyDictionary<string, string> files = ProbeFiles.Create(HandWritten(probe));
        string folder = Path.Combine(probe, ProbeFiles.Folder);
        Directory.CreateDirectory(folder);
        foreach (string stale in Directory.GetFiles(folder).Where(path => !files.ContainsKey(Path.GetFileName(path)))) File.Delete(stale);
        foreach ((string name, string text) in files) File.WriteAllText(Path.Combine(folder, name), text);
        Console.WriteLine($"{folder}: {files.Count} files, {ProbeNetwork.All.Count} networks");
        return 0;
    }

    /// <summary>The probe's folder in the repository around a folder; null outside of it.</summary>
    public static string? Find(string? folder)
    {
        while (folder is not null && !Directory.Exists(Path.Combine(folder, Place))) folder = Path.GetDirectoryName(folder);
        return folder is null ? null : Path.Combine(folder, Place);
    }

    /// <summary>The probe's own texts.</summary>
    public static IEnumerable<string> HandWritten(string probe) => Directory.GetFiles(probe, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
