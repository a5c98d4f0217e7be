using System;

namespace EmbeddedRnn.Benchmarks.Contenders;

internal delegate void StepMethod(ReadOnlySpan<float> input, Span<float> output);

/// <summary>The generated class, one public Step a time step, called through a delegate (about one nanosecond, not subtracted).</summary>
internal sealed class GeneratedContender(Workload work, Kernel kernel, StepMethod step, Action reset)
    : Contender($"generated ({kernel})", work)
{
    private readonly float[] output = new float[work.HiddenSize];

    public override ReadOnlySpan<float> Hidden => output;

    protected override void ResetState() => reset();

    protected override float RunFrom(int sample, int steps)
    {
        float sum = 0;
        int width = Work.InputSize;
        float[] inputs = Work.Inputs;
        StepMethod advance = step;
        Span<float> result = output;
        for (int i = 0; i < steps; i++)
        {
            advance(new ReadOnlySpan<float>(inputs, ((sample + i) & (Workload.Samples - 1)) * width, width), result);
            sum += result[0];
        }
        return sum;
    }
}
