using System;
using System.Reflection;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>A generated class with one of its kernels: what parity compares.</summary>
internal sealed class Engine
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public Engine(Type cell, Model model, Kernel kernel)
    {
        object weights = Pack(cell, model, kernel);
        object instance = cell.GetConstructor(Any, [typeof(Kernel), weights.GetType()])!.Invoke([kernel, weights]);
        var step = cell.GetMethod("Step", Any, [typeof(Kernel), typeof(ReadOnlySpan<float>), typeof(Span<float>)])?.CreateDelegate<KernelStep>(instance);
        Kernel = kernel;
        Model = model;
        Instance = instance;
        Step = (input, output) => (step ?? throw new InvalidOperationException($"{model.Name} takes whole sequences."))(kernel, input, output);
        var run = cell.GetMethod("Run", Any, [typeof(Kernel), typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<KernelStep>(instance);
        Run = (inputs, outputs) => run(kernel, inputs, outputs);
        CopyStateTo = cell.GetMethod("CopyStateTo")!.CreateDelegate<CopyStateFunction>(instance);
        SetState = cell.GetMethod("SetState")!.CreateDelegate<SetStateFunction>(instance);
        Parity = Reference.Parity.Of(model, Step, CopyStateTo, SetState);
    }

    private delegate void KernelStep(Kernel kernel, ReadOnlySpan<float> input, Span<float> output);

    public static Kernel[] Kernels { get; } = [Kernel.Vector512, Kernel.Vector256, Kernel.Vector128, Kernel.Scalar];

    public Kernel Kernel { get; }

    public Model Model { get; }

    /// <summary>The object of the class.</summary>
    public object Instance { get; }

    public StepFunction Step { get; }

    /// <summary>Steps over a sequence.</summary>
    public StepFunction Run { get; }

    public CopyStateFunction CopyStateTo { get; }

    public SetStateFunction SetState { get; }

    public Reference.Parity Parity { get; }

    /// <summary>A model's weights, packed for a kernel.</summary>
    public static object Pack(Type cell, Model model, Kernel kernel) =>
        cell.GetNestedType("PackedWeights", Any)!.GetMethod("Pack", Any, [typeof(Model), typeof(Kernel)])!.Invoke(null, [model, kernel])!;

    public override string ToString() => $"{Model.Name} on {Kernel}";
}
