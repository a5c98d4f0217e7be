using System;
using System.Reflection;
using System.Threading;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>The generated code of the desktop profile, on the kernel that it selects for this processor.</summary>
internal sealed class DesktopEngine : IEngine
{
    private readonly GeneratedCode code;
    private readonly StepFunction run;
    private readonly CopyStateFunction copyStateTo;
    private readonly SetStateFunction setState;

    private readonly Func<long>? macsSkipped;

    private DesktopEngine(GeneratedCode code, Model model, WeightFormat format)
    {
        this.code = code;
        Type packed = code.Type.GetNestedType("PackedWeights")!;
        object weights = packed.GetMethod("Pack", [typeof(Model)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [model], null)!;
        object instance = code.Type.GetConstructor([packed])!.Invoke(BindingFlags.DoNotWrapExceptions, null, [weights], null);
        // A class that takes whole sequences has a Step to tell its user so, and nothing else.
        if (model.CanStream) Step = GeneratedCode.Member<StepFunction>(instance, "Step");
        run = GeneratedCode.Member<StepFunction>(instance, "Run")!;
        copyStateTo = GeneratedCode.Member<CopyStateFunction>(instance, "CopyStateTo")!;
        macsSkipped = code.Type.GetProperty("MacsSkipped")?.GetMethod!.CreateDelegate<Func<long>>(instance);
        setState = GeneratedCode.Member<SetStateFunction>(instance, "SetState")!;
        Detail = code.Type.GetProperty("Kernel")!.GetValue(null)! + (format == WeightFormat.Float32 ? "" : $", {format.ToString().ToLowerInvariant()} weights");
    }

    public string Detail { get; }

    public StepFunction? Step { get; }

    /// <summary>Multiply-accumulates that the code left out so far; counted only where <see cref="StartCounting"/> made it.</summary>
    public long MacsSkipped => macsSkipped?.Invoke() ?? 0;

    public static IEngine Start(Model model, WeightFormat weights, CancellationToken cancellation) =>
        Start(model, DesktopOptions.Default with { Weights = weights }, cancellation);

    /// <summary>The same code with counters of what it does and leaves out.</summary>
    public static DesktopEngine StartCounting(Model model, CancellationToken cancellation) => Start(model, DesktopOptions.Default with { CountMacs = true }, cancellation);

    private static DesktopEngine Start(Model model, DesktopOptions options, CancellationToken cancellation)
    {
        RequireRanges(model, options.Weights);
        GeneratedCode code;
        try
        {
            code = GeneratedCode.Desktop(model, options, cancellation);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From("--engine desktop", exception);
        }
        return new DesktopEngine(code, model, options.Weights);
    }

    /// <summary>Refuses integer weights of a model that does not tell its ranges.</summary>
    public static void RequireRanges(Model model, WeightFormat weights)
    {
        if (weights != WeightFormat.Float32 && CellRanges.Missing(model) is { } missing)
            throw new ToolException($"--weights: {weights.ToString().ToLowerInvariant()} needs {missing}, which the model does not tell; find it with embeddedrnn calibrate.");
    }

    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs) => run(inputs, outputs);

    public void CopyStateTo(Span<float> destination) => copyStateTo(destination);

    public void SetState(ReadOnlySpan<float> state) => setState(state);

    public void Dispose() => code.Dispose();
}
