using System;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benching;

/// <summary>One call for many steps, through a delegate.</summary>
/// <param name="code">What it is, in reports.</param>
/// <param name="detail">How exactly it computes, or "".</param>
/// <param name="run">A sequence of steps.</param>
/// <param name="reset">To the state before the first step.</param>
/// <param name="inputs">What goes in: the first <paramref name="steps"/> of them at each call.</param>
/// <param name="steps">Steps a call, at most <see cref="RepeatedInputs.Samples"/>.</param>
/// <param name="model">The network.</param>
public sealed class RunContender(string code, string detail, RunFunction run, Action reset, RepeatedInputs inputs, int steps, Model model)
    : Contender(code, detail)
{
    private readonly float[] outputs = new float[(model.OutputsLastStepOnly ? 1 : steps) * model.OutputSize];

    /// <inheritdoc/>
    public override int StepsACall => steps;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Output => outputs.AsSpan(outputs.Length - model.OutputSize);

    /// <inheritdoc/>
    public override void Reset() => reset();

    /// <inheritdoc/>
    public override void Run(int steps)
    {
        for (int done = 0; done < steps; done += StepsACall) run(inputs.First(StepsACall), outputs);
    }
}

/// <summary>T steps: [T, InputSize] in, [T, OutputSize] out, or [OutputSize] where a network gives its last step only.</summary>
public delegate void RunFunction(ReadOnlySpan<float> inputs, Span<float> outputs);
