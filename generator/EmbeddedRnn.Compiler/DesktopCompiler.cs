using System;
using System.Collections.Generic;
using EmbeddedRnn.Compiler.Emission;
using EmbeddedRnn.Compiler.Emission.Desktop;
using EmbeddedRnn.Compiler.Emission.Desktop.Streams;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler;

/// <summary>From a model to the C# of the desktop profile.</summary>
public static class DesktopCompiler
{
    private static readonly string[] Usings =
    {
        "System",
        "System.Diagnostics.CodeAnalysis",
        "System.Runtime.CompilerServices",
        "System.Runtime.InteropServices",
        "System.Runtime.Intrinsics",
    };

    /// <summary>Generates the rest of the user's partial class.</summary>
    /// <param name="target">The class to complete.</param>
    /// <param name="model">The network. With <see cref="WeightSourceKind.Inline"/> it has its weights, else its shapes are enough.</param>
    /// <param name="weights">Where the class gets its weights from.</param>
    /// <returns>The class and its kernels; its streams, where it can run a step at a time; its weights, where they are inline. A file each.</returns>
    /// <exception cref="ArgumentException">The activation of a plain RNN in it is not stated.</exception>
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, WeightSource weights) => Compile(target, model, weights, DesktopOptions.Default);

    /// <summary>The same with options.</summary>
    /// <inheritdoc cref="Compile(ClassTarget, Model, WeightSource)"/>
    /// <exception cref="ArgumentException">Integer weights of a model that has its weights in the class and does not state its ranges.</exception>
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, WeightSource weights, DesktopOptions options) => Compile(target, model, weights, options, null);

    /// <summary>The same with choices of the planner forced, for tuning.</summary>
    internal static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, WeightSource weights, DesktopOptions options, PlanChoices? forced)
    {
        var plan = new ClassPlan(target, model, weights, options, forced);
        string name = target.Name.TrimStart('@');
        var files = new List<EmittedFile>
        {
            new($"{name}.g.cs", File(plan, "enable", "The public members", true, writer =>
            {
                MembersEmitter.Emit(writer, plan);
                writer.Line();
                WeightsEmitter.Emit(writer, plan);
            })),
            new($"{name}.Kernels.g.cs", File(plan, "enable", "The kernels", false, writer => EmitKernels(writer, plan))),
        };
        if (plan.Streams is { } streams)
            files.Add(new($"{name}.Streams.g.cs", File(plan, "enable", "The streams", false, writer => StreamsEmitter.Emit(writer, plan, streams))));
        if (weights.Kind == WeightSourceKind.Inline)
            files.Add(new($"{name}.Weights.g.cs", File(plan, "disable", "The trained weights", false, writer => TrainedEmitter.Emit(writer, plan))));
        return files;
    }

    private static void EmitKernels(CodeWriter writer, ClassPlan plan)
    {
        bool first = true;
        foreach (KernelWidth width in KernelWidth.All)
        {
            if (!first) writer.Line();
            first = false;
            plan.Network.EmitKernel(writer, width);
        }
    }

    private static string File(ClassPlan plan, string nullable, string content, bool equations, Action<CodeWriter> body)
    {
        var code = new CodeWriter();
        var scopes = new Stack<IDisposable>();
        if (plan.Target.Namespace.Length > 0) scopes.Push(code.Block($"namespace {plan.Target.Namespace}"));
        foreach (string type in plan.Target.ContainingTypes) scopes.Push(code.Block(type));
        scopes.Push(code.Block(plan.Target.Declaration));
        body(code);
        while (scopes.Count > 0) scopes.Pop().Dispose();
        string text = code.ToString();

        var head = new CodeWriter();
        HeaderEmitter.Emit(head, plan, content);
        if (equations) HeaderEmitter.EmitEquations(head, plan);
        head.Line($"#nullable {nullable}");
        head.Line();
        foreach (string name in Usings) head.Line($"using {name};");
        foreach (string line in RuntimeNames.UsingsFor(text, plan.Options.Activations)) head.Line(line);
        head.Line();
        return head + text;
    }
}
