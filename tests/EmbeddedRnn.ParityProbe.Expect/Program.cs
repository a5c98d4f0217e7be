using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.ParityProbe.Expect;

/// <summary>Writes the generated files of all device samples, or the programs of <see cref="ProbeProduct"/>.</summary>
internal static class Program
{
    private const string Folder = "device-samples";

    public static int Main(string[] arguments)
    {
        string? samples = arguments.Length == 0 || arguments is ["--all", _] ? Find(Environment.CurrentDirectory) : null;
        if (samples is null)
        {
            Console.Error.WriteLine($"usage: EmbeddedRnn.ParityProbe.Expect, in the repository: it writes the folders Generated under {Folder}");
            Console.Error.WriteLine("       EmbeddedRnn.ParityProbe.Expect --all DIR: probes of every cell, family, shape and format, a folder each, for run-on-nanoclr.sh");
            return 2;
        }
        if (arguments.Length > 0)
        {
            int programs = ProbeProduct.Write(Path.Combine(samples, "ParityProbe"), arguments[1]);
            Console.WriteLine($"{arguments[1]}: {ProbeProduct.All.Count} networks in {programs} programs");
            return 0;
        }
        foreach ((string sample, IReadOnlyDictionary<string, string> files) in Files(samples))
        {
            string folder = Path.Combine(samples, sample, ProbeFiles.Folder);
            Directory.CreateDirectory(folder);
            foreach (string stale in Directory.GetFiles(folder).Where(path => !files.ContainsKey(Path.GetFileName(path)))) File.Delete(stale);
            foreach ((string name, string text) in files) File.WriteAllText(Path.Combine(folder, name), text);
            Console.WriteLine($"{folder}: {files.Count} files");
        }
        return 0;
    }

    /// <summary>The generated files of every sample, by the sample and by name.</summary>
    public static IEnumerable<(string Sample, IReadOnlyDictionary<string, string> Files)> Files(string samples)
    {
        yield return ("ParityProbe", ProbeFiles.Create(ProbeNetwork.All, HandWritten(Path.Combine(samples, "ParityProbe"))));
        yield return ("Benchmark", BenchmarkFiles.Create(Path.Combine(samples, "Benchmark")));
        Model ecg = ModelFile.Read(Path.Combine(samples, "EcgMonitor", "ecg.safetensors"), new ImportOptions { Prefix = "gru." });
        yield return ("EcgMonitor.Device", Emit("EcgMonitor.EcgCell", ecg));
        yield return ("HardGates", Emit("HardGates.EcgPredictor", ModelFile.Read(Path.Combine(samples, "HardGates", "ecg-hard.safetensors"))));
    }

    private static IReadOnlyDictionary<string, string> Emit(string className, Model model) =>
        DeviceCompiler.Compile(ClassTarget.Parse(className), model).ToDictionary(file => file.Name, file => file.Text);

    /// <summary>The samples in the repository around a folder; null outside of it.</summary>
    public static string? Find(string? folder)
    {
        while (folder is not null && !Directory.Exists(Path.Combine(folder, Folder, "ParityProbe"))) folder = Path.GetDirectoryName(folder);
        return folder is null ? null : Path.Combine(folder, Folder);
    }

    /// <summary>The texts of a sample that are written by hand.</summary>
    public static IEnumerable<string> HandWritten(string sample) => Directory.GetFiles(sample, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
