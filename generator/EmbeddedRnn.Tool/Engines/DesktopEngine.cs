using System;
using System.Reflection;
using System.Threading;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>The generated code of the desktop profile, on the kernel that it selects for this processor.</summary>
internal sealed class DesktopEngine : IEngine
{
    private readonly GeneratedCode code;
    private readonly StepFunction run;
    private readonly CopyStateFunction copyStateTo;
    private readonly SetStateFunction setState;

    private DesktopEngine(GeneratedCode code, Model model)
    {
        this.code = code;
        Type packed = code.Type.GetNestedType("PackedWeights")!;
        object weights = packed.GetMethod("Pack", [typeof(Model)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [model], null)!;
        object instance = code.Type.GetConstructor([packed])!.Invoke(BindingFlags.DoNotWrapExceptions, null, [weights], null);
        // A class that takes whole sequences has a Step to tell its user so, and nothing else.
        if (model.CanStream) Step = GeneratedCode.Member<StepFunction>(instance, "Step");
        run = GeneratedCode.Member<StepFunction>(instance, "Run")!;
        copyStateTo = GeneratedCode.Member<CopyStateFunction>(instance, "CopyStateTo")!;
        setState = GeneratedCode.Member<SetStateFunction>(instance, "SetState")!;
        Detail = code.Type.GetProperty("Kernel")!.GetValue(null)!.ToString()!;
    }

    public string Detail { get; }

    public StepFunction? Step { get; }

    public static IEngine Start(Model model, CancellationToken cancellation)
    {
        GeneratedCode code;
        try
        {
            code = GeneratedCode.Desktop(model, cancellation);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From("--engine desktop", exception);
        }
        return new DesktopEngine(code, model);
    }

    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs) => run(inputs, outputs);

    public void CopyStateTo(Span<float> destination) => copyStateTo(destination);

    public void SetState(ReadOnlySpan<float> state) => setState(state);

    public void Dispose() => code.Dispose();
}
