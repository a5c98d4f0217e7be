using System;
using System.Numerics.Tensors;

namespace EmbeddedRnn.Benchmarks.Contenders;

/// <summary>TensorPrimitives: Dot for a row, Sigmoid and Tanh for the gates.</summary>
internal sealed class TensorsContender(Workload work) : RowContender("TensorPrimitives", work)
{
    protected override void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result)
    {
        for (int row = 0; row < result.Length; row++)
            result[row] = bias[row] + TensorPrimitives.Dot(matrix.Slice(row * vector.Length, vector.Length), vector);
    }

    protected override void Sigmoid(Span<float> values) => TensorPrimitives.Sigmoid(values, values);

    protected override void Tanh(Span<float> values) => TensorPrimitives.Tanh(values, values);
}
