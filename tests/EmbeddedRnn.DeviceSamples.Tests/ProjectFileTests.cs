using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>
/// The projects for nanoFramework's tools, which are not on the build machines: what the project system and the deployment of the
/// extensions for Visual Studio and VS Code ask of a .nfproj, its packages.config and its solution.
/// </summary>
public class ProjectFileTests
{
    private const string ProjectSystem = "$(NanoFrameworkProjectSystemPath)";
    private const string ProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    public static TheoryData<string> Projects => new(Found);

    private static IEnumerable<string> Found => Directory.EnumerateFiles(Samples.Folder, "*.nfproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(Samples.Folder, path));

    [Fact]
    public void There_is_one_for_each_sample() =>
        Assert.Equal(["Benchmark.nfproj", "EcgMonitor.Device.nfproj", "ParityProbe.nfproj"], Found.Select(path => Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_imports_the_project_system_in_its_order(string project)
    {
        XElement root = Load(project);
        Assert.Equal(
            ["NFProjectSystem.Default.props", "NFProjectSystem.props", "NFProjectSystem.CSharp.targets"],
            Elements(root, "Import").Select(import => import.Attribute("Project")!.Value.Replace(ProjectSystem, "")));
        Assert.All(Elements(root, "Import"), import => Assert.Equal($"Exists('{import.Attribute("Project")!.Value}')", import.Attribute("Condition")!.Value));
        Assert.Equal(@"$(MSBuildExtensionsPath)\nanoFramework\v1.0\", Property(root, "NanoFrameworkProjectSystemPath"));
        Assert.Equal(ProjectType + ";{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", Property(root, "ProjectTypeGuids"));
        Assert.Equal(("Exe", "v1.0"), (Property(root, "OutputType"), Property(root, "TargetFrameworkVersion")));

        // The compile items stand between the properties and the targets, and all lead somewhere.
        List<string> order = root.Descendants().Where(e => e.Name.LocalName is "Import" or "Compile" or "Reference").Select(e => e.Name.LocalName).ToList();
        Assert.True(order.IndexOf("Compile") > 1 && order.LastIndexOf("Reference") < order.Count - 1);
        Assert.All(Elements(root, "Compile"), item => Assert.NotEmpty(Files(project, item.Attribute("Include")!.Value)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_does_not_take_what_this_repository_sets_for_NET(string project)
    {
        // The project system ends in the common targets, which import Directory.Build.props after it: C# of another version, and warnings as errors.
        XElement root = Load(project);
        Assert.Equal(("false", "false"), (Property(root, "ImportDirectoryBuildProps"), Property(root, "ImportDirectoryPackagesProps")));
        // The IL of Debug would be more than an assembly may have.
        Assert.Equal("true", Property(root, "Optimize"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_finds_each_package_beside_its_solution(string project)
    {
        string[] packages = XElement.Load(Beside(project, "packages.config")).Elements("package").Select(package =>
        {
            Assert.Equal("netnano1.0", package.Attribute("targetFramework")!.Value);
            return $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}";
        }).Order(StringComparer.Ordinal).ToArray();
        var referenced = new List<string>();
        foreach (XElement reference in Elements(Load(project), "Reference"))
        {
            string[] path = reference.Elements().Single(e => e.Name.LocalName == "HintPath").Value.Split('\\');
            Assert.Equal(["..", "packages", path[2], "lib", reference.Attribute("Include")!.Value + ".dll"], path);
            referenced.Add(path[2]);
        }
        Assert.Equal(packages, referenced.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_solution_lies_one_folder_above_its_project(string project)
    {
        // There the extension for VS Code looks for what it deploys, and restores the packages.
        string solution = Assert.Single(Directory.GetFiles(Beside(project, ".."), "*.sln"));
        string text = File.ReadAllText(solution);
        string name = Path.GetFileNameWithoutExtension(project), folder = Path.GetFileName(Path.GetDirectoryName(project)!);
        string guid = Property(Load(project), "ProjectGuid");
        Assert.Contains($"Project(\"{ProjectType}\") = \"{name}\", \"{folder}\\{name}.nfproj\", \"{guid}\"", text);
        foreach (string configuration in new[] { "Debug", "Release" })
        {
            foreach (string what in new[] { "ActiveCfg", "Build.0", "Deploy.0" })
                Assert.Contains($"\t\t{guid}.{configuration}|Any CPU.{what} = {configuration}|Any CPU\n", text);
        }
    }

    private static XElement Load(string project) => XElement.Load(Path.Combine(Samples.Folder, project));

    private static string Beside(string project, string name) => Path.GetFullPath(Path.Combine(Samples.Folder, Path.GetDirectoryName(project)!, name));

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    private static string Property(XElement root, string name) => Assert.Single(Elements(root, name)).Value;

    private static string[] Files(string project, string pattern)
    {
        string path = Beside(project, pattern.Replace('\\', Path.DirectorySeparatorChar));
        return Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path));
    }
}
