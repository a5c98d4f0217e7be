using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>
/// What the generator costs an editor: its time over a project of 100 files and 16 cells, at first and after each edit of
/// a file that has no cell.
/// </summary>
internal static class KeystrokeCost
{
    private const int UnrelatedFiles = 100;
    private const int Edits = 200;

    public static void Print()
    {
        List<SyntaxTree> trees = [.. Enumerable.Range(0, UnrelatedFiles).Select(i => Unrelated(i, 0)), CSharpSyntaxTree.ParseText(Cells())];
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Project", trees, references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        GeneratorDriver driver = CSharpGeneratorDriver.Create(new ClassGenerator()).RunGenerators(compilation);
        double first = Milliseconds(driver);
        int files = driver.GetRunResult().GeneratedTrees.Length;

        // Times are of one run each; the first edits still compile the generator itself.
        var times = new List<double>();
        for (int edit = 1; edit <= Edits; edit++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Unrelated(0, edit));
            driver = driver.RunGenerators(compilation);
            times.Add(Milliseconds(driver));
        }
        times.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"first run {first:F1} ms for {files} files; an unrelated edit: median {times[Edits / 2]:F2} ms, 95 of 100 within {times[Edits * 95 / 100]:F2} ms"));
    }

    private static SyntaxTree Unrelated(int file, int value) =>
        CSharpSyntaxTree.ParseText($"internal static class Unrelated{file} {{ internal static int Value => {value}; internal static int Twice(int x) => x * 2; }}");

    private static string Cells() => "using EmbeddedRnn;\n" + string.Concat(Cell.All.Select((cell, i) =>
        $"[{(cell.Kind == "gru" ? "GruCell(Reset = ResetPosition.After, " : "LstmCell(")}InputSize = {cell.InputSize}, HiddenSize = {cell.HiddenSize})] public partial class Cell{i} {{ }}\n"));

    private static double Milliseconds(GeneratorDriver driver) => driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
}
