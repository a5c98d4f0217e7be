using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Benchmarks.Tuning;

/// <summary>Classes of one cell with different plans, generated and compiled in memory.</summary>
internal static class VariantContenders
{
    public static IReadOnlyList<Contender> Create(Workload work, IReadOnlyList<PlanChoices?> variants)
    {
        MetadataReference[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray();
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        var trees = variants.SelectMany((v, i) => DesktopCompiler.Compile(ClassTarget.Parse($"Tuning.Variant{i}"), work.Model, WeightSource.RunTime, DesktopOptions.Default, v))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options));
        var compilation = CSharpCompilation.Create("Variants", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
        Assembly assembly = Assembly.Load(image.ToArray());
        return variants.Select((v, i) => Contender(work, assembly.GetType($"Tuning.Variant{i}", throwOnError: true)!, Variants.Describe(v))).ToArray();
    }

    private static StepContender Contender(Workload work, Type type, string name)
    {
        Type packed = type.GetNestedType("PackedWeights")!;
        object weights = packed.GetMethod("Pack", [typeof(Model)])!.Invoke(null, [work.Model])!;
        object instance = type.GetConstructor([packed])!.Invoke([weights]);
        var step = type.GetMethod("Step", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<StepFunction>(instance);
        return new StepContender(name, "", step, type.GetMethod("Reset")!.CreateDelegate<Action>(instance), work.Inputs, work.HiddenSize);
    }
}
