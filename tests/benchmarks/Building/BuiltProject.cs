using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>The cost of one build. Memory is that of the largest process, which is the compiler or the build engine.</summary>
internal sealed record BuildFigures(double WallSeconds, double ProcessorSeconds, double PeakMegabytes, long AssemblyBytes)
{
    public static BuildFigures Smallest(IEnumerable<BuildFigures> all) =>
        new(all.Min(f => f.WallSeconds), all.Min(f => f.ProcessorSeconds), all.Min(f => f.PeakMegabytes), all.Min(f => f.AssemblyBytes));
}

/// <summary>
/// A project outside the tree that uses this build's runtime, generator and converter. Built under GNU time, so on
/// Linux only.
/// </summary>
internal sealed class BuiltProject
{
    private const string GnuTime = "/usr/bin/time";

    private readonly string folder;

    private BuiltProject(string parent, string name, string content, string source)
    {
        Name = name;
        folder = Directory.CreateDirectory(Path.Combine(parent, name.Replace(' ', '-').Replace(',', '-'))).FullName;
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              {content}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Cell.cs"), source);
    }

    public string Name { get; }

    public static BuiltProject Empty(string parent) => new(parent, "empty", "", "public sealed class Cell { }");

    public static BuiltProject WithModel(string parent, Model model, WeightFormat format = WeightFormat.Float32)
    {
        string output = AppContext.BaseDirectory;
        string root = Repository.Root;
        string configuration = Directory.GetParent(output.TrimEnd(Path.DirectorySeparatorChar))!.Name;
        string items = $"""
            <PropertyGroup>
                <EmbeddedRnnConverter>{root}/generator/EmbeddedRnn.Convert/bin/{configuration}/net8.0/embeddedrnn-convert.dll</EmbeddedRnnConverter>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{output}EmbeddedRnn.dll;{output}EmbeddedRnn.Model.dll" />
                <Analyzer Include="{output}EmbeddedRnn.Generator.dll;{output}EmbeddedRnn.Compiler.dll;{output}EmbeddedRnn.Model.dll" />
                <RecurrentModel Include="cell.rnn.txt" />
              </ItemGroup>
              <Import Project="{root}/runtime/EmbeddedRnn/build/EmbeddedRnn.targets" />
            """;
        string weights = model.Ranges is null ? "" : $" {format.ToString().ToLowerInvariant()} with ranges";
        var project = new BuiltProject(parent, $"lstm {model.InputSize},{model.OutputSize}{weights}", items, $$"""
            using EmbeddedRnn;

            [LstmCell(InputSize = {{model.InputSize}}, HiddenSize = {{model.OutputSize}}, Model = "cell", WeightFormat = WeightFormat.{{format}})]
            public sealed partial class Cell { }
            """);
        File.WriteAllText(Path.Combine(project.folder, "cell.rnn.txt"), ModelText.Write(model));
        return project;
    }

    public void Restore() => Run("restore");

    public BuildFigures Rebuild()
    {
        string figures = Run("build", "--no-restore", "-t:Rebuild", "-c", "Release", "-m:1", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        double[] values = Array.ConvertAll(figures.Split(' '), v => double.Parse(v, CultureInfo.InvariantCulture));
        long size = new FileInfo(Path.Combine(folder, "bin", "Release", "net10.0", "App.dll")).Length;
        return new BuildFigures(values[0], values[1] + values[2], values[3] / 1024, size);
    }

    /// <summary>Runs the command and returns wall, user and system seconds and the kilobytes of its largest process.</summary>
    private string Run(params string[] arguments)
    {
        string figures = Path.Combine(folder, "time.txt");
        Command.Run(folder, GnuTime, ["-f", "%e %U %S %M", "-o", figures, "dotnet", .. arguments]);
        return File.ReadAllLines(figures).Last();
    }
}
