using System;

namespace EmbeddedRnn.Benchmarks.Contenders;

/// <summary>Plain loops and MathF.</summary>
internal sealed class PlainContender(Workload work) : RowContender("plain loops", work)
{
    protected override void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            ReadOnlySpan<float> weights = matrix.Slice(row * vector.Length, vector.Length);
            float sum = bias[row];
            for (int column = 0; column < weights.Length; column++) sum += weights[column] * vector[column];
            result[row] = sum;
        }
    }

    protected override void Sigmoid(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = 1 / (1 + MathF.Exp(-values[i]));
    }

    protected override void Tanh(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = MathF.Tanh(values[i]);
    }
}
