using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.ParityProbe.Expect;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>The probe of the repository, run on .NET.</summary>
internal static class ParityProbe
{
    private static readonly string Folder = Path.Combine(Samples.Folder, "ParityProbe");

    /// <summary>The files written by hand.</summary>
    public static IReadOnlyList<string> HandWritten { get; } = Program.HandWritten(Folder).ToArray();

    /// <summary>The generated files of the repository, by name.</summary>
    public static IReadOnlyDictionary<string, string> Generated { get; } =
        Directory.GetFiles(Path.Combine(Folder, ProbeFiles.Folder)).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    // After the texts, in whose order these fields are set.
    private static readonly MethodInfo Expected = ProbeFiles.Compile([.. HandWritten, .. Generated.Values]).GetType("ParityProbe.Cases")!.GetMethod("Create")!;

    /// <summary>The files of a network in the repository.</summary>
    public static IEnumerable<string> Files(ProbeNetwork network) => network.Emit().Select(file => Generated[file.Name]);

    /// <summary>The lines that the probe prints.</summary>
    public static (bool Passed, IReadOnlyList<string> Lines) Run(IEnumerable<string> generated)
    {
        Assembly assembly = ProbeFiles.Compile([.. HandWritten, .. generated]);
        var lines = new List<string>();
        var print = Delegate.CreateDelegate(assembly.GetType("ParityProbe.LineMethod")!, lines, typeof(List<string>).GetMethod(nameof(List<string>.Add))!);
        var passed = (bool)assembly.GetType("ParityProbe.Probe")!.GetMethod("Run")!.Invoke(null, [print])!;
        return (passed, lines);
    }

    /// <summary>The same with one network alone, which may have been changed, and the repository's expectation of it.</summary>
    public static (bool Passed, IReadOnlyList<string> Lines) Run(ProbeNetwork network, IEnumerable<string> files)
    {
        object recorded = Expected.Invoke(null, [ProbeNetwork.All.ToList().IndexOf(network)])!;
        T Get<T>(string property) => (T)recorded.GetType().GetProperty(property)!.GetValue(recorded)!;
        return Run([.. files, ProbeFiles.Table([network], _ => (Get<int>("Hash"), Get<string>("Trace")))]);
    }
}
