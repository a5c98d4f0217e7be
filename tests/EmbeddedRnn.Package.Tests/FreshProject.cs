using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

/// <summary>A program outside the tree that refers to the package, as a user would write it.</summary>
public sealed class FreshProject
{
    private readonly PackageFeed feed;

    public FreshProject(PackageFeed feed, string folder)
    {
        this.feed = feed;
        Folder = Directory.CreateDirectory(folder).FullName;
    }

    public string Folder { get; }

    /// <summary>The project file, with the given items.</summary>
    public void WriteProject(string items, string frameworks = "net10.0", string properties = "", string packageVersion = "Version=\"{0}\"") =>
        WriteFile("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFrameworks>{frameworks}</TargetFrameworks>
                <RollForward>Major</RollForward>
                <UseAppHost>false</UseAppHost>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EmbeddedRnn" {string.Format(packageVersion, PackageFeed.Version)} />
                {items}
              </ItemGroup>
            </Project>
            """);

    public void WriteFile(string path, string text) => File.WriteAllText(PathOf(path), text);

    /// <summary>Writes a model, in the format that the ending names.</summary>
    public void WriteModel(string path, Model model)
    {
        if (path.EndsWith(ModelText.Extension, StringComparison.Ordinal)) WriteFile(path, ModelText.Write(model));
        else File.WriteAllBytes(PathOf(path), Safetensors.Write((RnnLayer)model.Layers[0]));
    }

    /// <summary>The full path of a file of the project; its folder exists.</summary>
    public string PathOf(string path)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    /// <summary>The only file of that name under bin/ or obj/.</summary>
    public string Produced(string fileName, string under = "obj") =>
        Assert.Single(Directory.GetFiles(PathOf(under), fileName, SearchOption.AllDirectories), f => !f.Contains("refint", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}ref{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    public string Build(params string[] arguments)
    {
        CommandResult result = TryBuild(arguments);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.True(Directory.Exists(Path.Combine(feed.Packages, "embeddedrnn")), "the package under test was not the one that was restored.");
        return result.Output;
    }

    public CommandResult TryBuild(params string[] arguments) =>
        DotNet(["build", "App.csproj", "-c", "Release", "--nologo", .. arguments]);

    /// <summary>Runs what was built; what it printed.</summary>
    public string Run(string program = "bin/Release/net10.0/App.dll")
    {
        CommandResult result = DotNet(["exec", PathOf(program)]);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output.Trim();
    }

    public CommandResult DotNet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // This process runs below "dotnet test", whose settings are not those of a user's shell.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NUGET_PACKAGES"] = feed.Packages;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output + errors.Result);
    }
}

/// <summary>How a command ended, and all that it wrote.</summary>
public sealed record CommandResult(int ExitCode, string Output);
