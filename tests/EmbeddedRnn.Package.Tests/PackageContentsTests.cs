using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

public sealed class PackageContentsTests
{
    [Fact]
    public void Carries_runtime_generator_targets_and_converter()
    {
        using ZipArchive package = ZipFile.OpenRead(PackageFeed.PackageFile);
        string[] names = package.Entries.Select(e => e.FullName).ToArray();
        string[] expected =
        [
            "README.md", "build/EmbeddedRnn.targets",
            "lib/net8.0/EmbeddedRnn.dll", "lib/net8.0/EmbeddedRnn.xml", "lib/net8.0/EmbeddedRnn.Model.dll", "lib/net8.0/EmbeddedRnn.Model.xml",
            "lib/net10.0/EmbeddedRnn.dll", "lib/net10.0/EmbeddedRnn.xml", "lib/net10.0/EmbeddedRnn.Model.dll", "lib/net10.0/EmbeddedRnn.Model.xml",
            "analyzers/dotnet/cs/EmbeddedRnn.Generator.dll", "analyzers/dotnet/cs/EmbeddedRnn.Compiler.dll", "analyzers/dotnet/cs/EmbeddedRnn.Model.dll",
            "tools/net8.0/any/embeddedrnn-convert.dll", "tools/net8.0/any/embeddedrnn-convert.runtimeconfig.json",
            "tools/net8.0/any/embeddedrnn-convert.deps.json", "tools/net8.0/any/EmbeddedRnn.Model.dll",
        ];
        Assert.Empty(expected.Except(names));
        Assert.DoesNotContain(names, n => n.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.DoesNotContain(names, n => n.StartsWith("analyzers/", StringComparison.Ordinal) && n.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void States_its_licence_and_depends_on_no_other_package()
    {
        using ZipArchive package = ZipFile.OpenRead(PackageFeed.PackageFile);
        using Stream nuspec = package.GetEntry("EmbeddedRnn.nuspec")!.Open();
        XElement metadata = XElement.Load(nuspec).Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
    }
}
