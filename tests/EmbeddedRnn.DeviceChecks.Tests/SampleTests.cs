using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
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
            byte[] image = NanoFramework.CompileProgram(Sources(project).Select(File.ReadAllText));
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
            string[] generated = Sources(project).Where(file => file.EndsWith(".g.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToArray();
            if (generated.Length > 0) Assert.Empty(DeviceChecker.CheckGenerated(NanoFramework.Compile(generated)));
        }
    }

    // The files of its Compile items: "*.cs", "Generated\\*.cs".
    private static IEnumerable<string> Sources(string project) =>
        XDocument.Load(project).Descendants().Where(element => element.Name.LocalName == "Compile")
            .Select(element => Path.Combine(Path.GetDirectoryName(project)!, element.Attribute("Include")!.Value.Replace('\\', Path.DirectorySeparatorChar)))
            .SelectMany(pattern => Directory.EnumerateFiles(Path.GetDirectoryName(pattern)!, Path.GetFileName(pattern))).Order(StringComparer.Ordinal);

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("the tests must run from a folder within the repository.");
    }
}
