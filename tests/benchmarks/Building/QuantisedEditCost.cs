using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using EmbeddedRnn.Generator;
using EmbeddedRnn.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>
/// What a class with integer weights costs an editor: quantising them, measuring their error and writing them out, beside what an edit
/// costs that changes none of it.
/// </summary>
internal static class QuantisedEditCost
{
    private const int Edits = 9;

    public static void Print()
    {
        var table = new MarkdownTable("int8 weights", "steps measured", "first, ms", "another format, ms", "another name of the class, ms", "another file, ms");
        foreach ((int inputs, int units) in new[] { (16, 32), (64, 128), (128, 256), (256, 512) }) table.Add(Row(RandomModels.TrainedLike(CellOptions.Lstm(), inputs, units, 1)));
        Console.Write(table);
    }

    private static string[] Row(Model model)
    {
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        SyntaxTree cell = Class(model, "Cell", WeightFormat.Int8), other = CSharpSyntaxTree.ParseText("class Other { }");
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Project", [cell, other], references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ClassGenerator().AsSourceGenerator()], [new ModelFileText(ModelText.Write(model))]);

        double Run(SyntaxTree next, ref SyntaxTree before)
        {
            compilation = compilation.ReplaceSyntaxTree(before, next);
            before = next;
            driver = driver.RunGenerators(compilation);
            return driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
        }

        double first = Run(Class(model, "Cell", WeightFormat.Int8), ref cell);
        double format = Median(edit => Run(Class(model, "Cell", edit % 2 == 0 ? WeightFormat.Int16 : WeightFormat.Int8), ref cell));
        double name = Median(edit => Run(Class(model, $"Cell{edit}", WeightFormat.Int8), ref cell));
        double file = Median(edit => Run(CSharpSyntaxTree.ParseText($"class Other {{ int Value => {edit}; }}"), ref other));
        int steps = EmbeddedRnn.Compiler.Measuring.MeasuringInputs.Drawn(model).Steps;
        return [$"lstm {model.InputSize},{model.OutputSize}", $"{steps}", $"{first:F0}", $"{format:F0}", $"{name:F0}", $"{file:F1}"];
    }

    private static double Median(Func<int, double> edit) => Enumerable.Range(0, Edits).Select(edit).Order().ElementAt(Edits / 2);

    private static SyntaxTree Class(Model model, string name, WeightFormat format) => CSharpSyntaxTree.ParseText(
        $"using EmbeddedRnn;\n[LstmCell(InputSize = {model.InputSize}, HiddenSize = {model.OutputSize}, Model = \"cell\", WeightFormat = WeightFormat.{format})] public partial class {name} {{ }}\n");

    private sealed class ModelFileText(string text) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "cell" + ModelText.Extension;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
