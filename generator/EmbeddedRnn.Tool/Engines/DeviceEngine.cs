using System;
using System.Threading;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>The generated code of the device profile, compiled as C# 9 and run on .NET.</summary>
internal sealed class DeviceEngine : IEngine
{
    private readonly GeneratedCode code;
    private readonly Model model;
    private readonly float[] input;
    private readonly float[] output;
    private Action<float[], float[]>? step;
    private Action<float[], float[]>? runSteps;
    private Action<float[], int, float[]>? runSequence;
    private Action<float[]> copyStateTo;
    private Action<float[]> setState;
    private int longestSequence = 1;
    private object instance = null!;
    private long skippedBefore;

    private DeviceEngine(GeneratedCode code, Model model, WeightFormat weights)
    {
        Detail = weights switch { WeightFormat.Int16 => "C# 9, int16 weights", WeightFormat.Int8 => "C# 9, int8 weights", _ => "C# 9" };
        this.code = code;
        this.model = model;
        (input, output) = (new float[model.InputSize], new float[model.OutputSize]);
        (copyStateTo, setState) = Create();
    }

    public string Detail { get; }

    public StepFunction? Step => step is null ? null : OneStep;

    /// <summary>Multiply-accumulates that the code left out so far; counted only where <see cref="StartCounting"/> made it.</summary>
    public long MacsSkipped => skippedBefore + Skipped;

    private long Skipped => (long)(code.Type.GetField("MacsSkipped")?.GetValue(instance) ?? 0L);

    public static IEngine Start(Model model, WeightFormat weights, CancellationToken cancellation) =>
        Start(model, DeviceOptions.Default with { Weights = weights }, cancellation);

    /// <summary>The same code with counters of what it does and skips.</summary>
    public static DeviceEngine StartCounting(Model model, CancellationToken cancellation) => Start(model, DeviceOptions.Default with { CountMacs = true }, cancellation);

    private static DeviceEngine Start(Model model, DeviceOptions options, CancellationToken cancellation)
    {
        try
        {
            return new DeviceEngine(GeneratedCode.Device(model, options, cancellation), model, options.Weights);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From("--engine device", exception);
        }
    }

    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var results = new float[outputs.Length];
        int steps = inputs.Length / model.InputSize;
        if (runSteps is not null)
        {
            runSteps(inputs.ToArray(), results);
        }
        else
        {
            if (steps > longestSequence) Lengthen(steps);
            runSequence!(inputs.ToArray(), steps, results);
        }
        results.CopyTo(outputs);
    }

    public void CopyStateTo(Span<float> destination)
    {
        var state = new float[destination.Length];
        copyStateTo(state);
        state.CopyTo(destination);
    }

    public void SetState(ReadOnlySpan<float> state) => setState(state.ToArray());

    public void Dispose() => code.Dispose();

    /// <summary>Another instance with the same state, for sequences of more steps.</summary>
    private void Lengthen(int steps)
    {
        var state = new float[model.StateSize];
        copyStateTo(state);
        longestSequence = steps;
        skippedBefore += Skipped;
        (copyStateTo, setState) = Create();
        setState(state);
    }

    private (Action<float[]> CopyStateTo, Action<float[]> SetState) Create()
    {
        instance = model.CanStream ? Activator.CreateInstance(code.Type)! : Activator.CreateInstance(code.Type, longestSequence)!;
        step = GeneratedCode.Member<Action<float[], float[]>>(instance, "Step");
        runSteps = GeneratedCode.Member<Action<float[], float[]>>(instance, "Run");
        runSequence = GeneratedCode.Member<Action<float[], int, float[]>>(instance, "Run");
        return (GeneratedCode.Member<Action<float[]>>(instance, "CopyStateTo")!, GeneratedCode.Member<Action<float[]>>(instance, "SetState")!);
    }

    private void OneStep(ReadOnlySpan<float> from, Span<float> to)
    {
        from.CopyTo(input);
        step!(input, output);
        output.CopyTo(to);
    }
}
