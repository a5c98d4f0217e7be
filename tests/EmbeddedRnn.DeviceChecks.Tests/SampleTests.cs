using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>The nanoFramework projects among the samples: they compile as C# 9 against its libraries, and nothing in them fails later.</summary>
public class SampleTests(ITestOutputHelper report)
{
    private static readonly string Folder = Path.Combine(Repository(), "device-samples");

    [Fact]
    public void Projects_of_nanoFramework()
    {
        foreach (string project in Directory.EnumerateFiles(Folder, "*.nfproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] image = NanoFramework.CompileProgram(Sources(Path.GetDirectoryName(project)!).Select(File.ReadAllText));
            Assert.Empty(DeviceChecker.CheckProgram(image));
            using var module = DeviceChecker.Read(image);
            report.WriteLine($"{Path.GetFileName(project)}: {DeviceSize.OfCode(module)} bytes of IL, {DeviceSize.OfStaticData(module)} of static data");
        }
    }

    [Fact]
    public void Generated_files_of_samples()
    {
        foreach (string project in Directory.EnumerateFiles(Folder, "*.nfproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string[] generated = Sources(Path.GetDirectoryName(project)!).Where(file => file.EndsWith(".g.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToArray();
            if (generated.Length > 0) Assert.Empty(DeviceChecker.CheckGenerated(NanoFramework.Compile(generated)));
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "bin" or "obj"));

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("the tests must run from a folder within the repository.");
    }
}
