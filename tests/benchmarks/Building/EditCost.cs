using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>
/// What the generator costs an editor: its time over a project of 100 files and 16 cells, at first, after edits of a file that has no
/// cell, and after edits of one cell's attribute.
/// </summary>
internal static class EditCost
{
    private const int UnrelatedFiles = 100;
    private const int Edits = 200;

    public static void Print()
    {
        List<SyntaxTree> trees = [.. Enumerable.Range(0, UnrelatedFiles).Select(i => Unrelated(i, 0)), .. Cell.All.Select((cell, i) => OfCell(cell, i, cell.InputSize))];
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Project", trees, references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new ClassGenerator()).RunGenerators(compilation);
        double first = Milliseconds(driver);
        int files = driver.GetRunResult().GeneratedTrees.Length;

        var table = new MarkdownTable("edit", "median, ms", "95 of 100 within, ms");
        table.Add(["a file without cells", .. Times(0, edit => Unrelated(0, edit))]);
        foreach (int cell in new[] { 0, Cell.All.Count - 1 })
        {
            Cell edited = Cell.All[cell];
            table.Add([$"the attribute of {edited.Name}: another input size", .. Times(UnrelatedFiles + cell, edit => OfCell(edited, cell, edited.InputSize + (edit % 2)))]);
        }
        Console.Write(table);
        Console.WriteLine($"\nThe first run, with the time to compile the generator itself: {first:F0} ms for {files} files.");

        string[] Times(int file, Func<int, SyntaxTree> changed)
        {
            // Times are of one run each; the first edits still compile the generator itself.
            var times = new List<double>();
            SyntaxTree tree = trees[file];
            for (int edit = 1; edit <= Edits; edit++)
            {
                SyntaxTree next = changed(edit);
                compilation = compilation.ReplaceSyntaxTree(tree, next);
                tree = next;
                driver = driver.RunGenerators(compilation);
                times.Add(Milliseconds(driver));
            }
            times.Sort();
            return [$"{times[Edits / 2]:F2}", $"{times[Edits * 95 / 100]:F2}"];
        }
    }

    private static SyntaxTree Unrelated(int file, int value) =>
        CSharpSyntaxTree.ParseText($"internal static class Unrelated{file} {{ internal static int Value => {value}; internal static int Twice(int x) => x * 2; }}");

    private static SyntaxTree OfCell(Cell cell, int number, int inputSize) => CSharpSyntaxTree.ParseText(
        $"using EmbeddedRnn;\n[{(cell.Kind == "gru" ? "GruCell(Reset = ResetPosition.After, " : "LstmCell(")}InputSize = {inputSize}, HiddenSize = {cell.HiddenSize})] public partial class Cell{number} {{ }}\n");

    private static double Milliseconds(GeneratorDriver driver) => driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
}
