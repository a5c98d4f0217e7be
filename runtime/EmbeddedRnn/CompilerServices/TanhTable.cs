using System;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The constants of tanh in memory, aligned, each as often as a 256-bit vector has places.</summary>
internal static class TanhTable
{
    /// <summary>Copies of the table.</summary>
    internal const int Copies = 8;

    internal static readonly AlignedBuffer Values = Create();

    private static AlignedBuffer Create()
    {
        ReadOnlySpan<float> constants =
        [
            TanhRational.Limit, -TanhRational.Limit,
            TanhRational.P3, TanhRational.P2, TanhRational.P4, TanhRational.P1, TanhRational.P0,
            TanhRational.Q3, TanhRational.Q2, TanhRational.Q4, TanhRational.Q1, TanhRational.Q0,
        ];
        AlignedBuffer buffer = AlignedBuffer.Allocate(Copies * Activations.TanhConstantsLength);
        for (int i = 0; i < Copies * constants.Length; i++) buffer.Slice(8 * i, 8).Fill(constants[i % constants.Length]);
        return buffer;
    }
}
