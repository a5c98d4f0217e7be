using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Benchmarks;

/// <summary>A class of a cell that is generated in memory.</summary>
/// <param name="Name">What it is, in reports.</param>
/// <param name="Options">What it is generated with.</param>
/// <param name="Forced">What is forced on the planner, or null.</param>
internal sealed record Variant(string Name, DesktopOptions Options, PlanChoices? Forced = null);

/// <summary>Classes of one cell that differ in plan or options, generated and compiled in memory.</summary>
internal static class VariantContenders
{
    public static IReadOnlyList<StepContender> Create(Workload work, IReadOnlyList<Variant> variants) => Create(work.Model, work.Inputs, variants);

    public static IReadOnlyList<StepContender> Create(Model model, RepeatedInputs inputs, IReadOnlyList<Variant> variants)
    {
        Assembly assembly = Compile(model, variants);
        return [.. variants.Select((v, i) => Contender(inputs, model.OutputSize, Instance(model, Type(assembly, i)), v.Name))];
    }

    /// <summary>Whole sequences of each class.</summary>
    public static IReadOnlyList<RunContender> CreateRuns(Model model, RepeatedInputs inputs, IReadOnlyList<Variant> variants)
    {
        Assembly assembly = Compile(model, variants);
        return [.. variants.Select((v, i) =>
        {
            object instance = Instance(model, Type(assembly, i));
            var run = instance.GetType().GetMethod("Run", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<RunFunction>(instance);
            return new RunContender(v.Name, "", run, instance.GetType().GetMethod("Reset")!.CreateDelegate<Action>(instance), inputs, RepeatedInputs.Samples, model);
        })];
    }

    /// <summary>The largest error of single steps against the double reference, each from the reference's state.</summary>
    public static double LargestError(Workload work, Variant variant, int steps)
    {
        object instance = Instance(work.Model, Type(Compile(work.Model, [variant]), 0));
        T Member<T>(string name)
            where T : Delegate => instance.GetType().GetMethod(name, [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)])!.CreateDelegate<T>(instance);
        return Reference.Parity.Of(work.Model, Member<StepFunction>("Step"), Member<CopyStateFunction>("CopyStateTo"), Member<SetStateFunction>("SetState"))
            .AgainstReference(RandomModels.Inputs(steps, work.InputSize, 3)).LargestError;
    }

    private static Assembly Compile(Model model, IReadOnlyList<Variant> variants)
    {
        MetadataReference[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray();
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        var trees = variants.SelectMany((v, i) => DesktopCompiler.Compile(ClassTarget.Parse($"Tuning.Variant{i}"), model, WeightSource.RunTime, v.Options, v.Forced))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options));
        var compilation = CSharpCompilation.Create("Variants", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
        return Assembly.Load(image.ToArray());
    }

    private static Type Type(Assembly assembly, int variant) => assembly.GetType($"Tuning.Variant{variant}", throwOnError: true)!;

    private static object Instance(Model model, Type type)
    {
        Type packed = type.GetNestedType("PackedWeights")!;
        object weights = packed.GetMethod("Pack", [typeof(Model)])!.Invoke(null, [model])!;
        return type.GetConstructor([packed])!.Invoke([weights]);
    }

    private static StepContender Contender(RepeatedInputs inputs, int outputSize, object instance, string name)
    {
        Type type = instance.GetType();
        var step = type.GetMethod("Step", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<StepFunction>(instance);
        return new StepContender(name, "", step, type.GetMethod("Reset")!.CreateDelegate<Action>(instance), inputs, outputSize);
    }
}
