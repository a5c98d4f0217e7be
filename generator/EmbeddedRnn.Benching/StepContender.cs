using System;
using System.Runtime.CompilerServices;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benching;

/// <summary>One call a step, through a delegate (about a nanosecond, not subtracted), over inputs that repeat.</summary>
/// <param name="code">What it is, in reports.</param>
/// <param name="detail">How exactly it computes, or "".</param>
/// <param name="step">One step.</param>
/// <param name="reset">To the state before the first step.</param>
/// <param name="inputs">What goes in, and how wide it is.</param>
/// <param name="outputSize">Values a step.</param>
public sealed class StepContender(string code, string detail, StepFunction step, Action reset, RepeatedInputs inputs, int outputSize)
    : Contender(code, detail)
{
    private readonly float[] output = new float[outputSize];
    private int position;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Output => output;

    /// <summary>The model as one would write it by hand.</summary>
    public static StepContender Hand<TArithmetic>(Model model, RepeatedInputs inputs)
        where TArithmetic : struct, IArithmetic
    {
        var network = new HandNetwork<TArithmetic>(model);
        return new StepContender(TArithmetic.Name, "", network.Step, network.Reset, inputs, model.OutputSize);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        position = 0;
        reset();
    }

    /// <inheritdoc/>
    // Optimised at once: a loop that starts in unoptimised code and never ends would stay in it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void Run(int steps)
    {
        float[] values = inputs.Values;
        int width = inputs.Width;
        for (int i = 0; i < steps; i++)
        {
            step(new ReadOnlySpan<float>(values, position * width, width), output);
            if (++position == RepeatedInputs.Samples) position = 0;
        }
    }
}
