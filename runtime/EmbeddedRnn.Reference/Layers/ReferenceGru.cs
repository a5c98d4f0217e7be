using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The gated recurrent unit. Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder" (2014), which
/// has the reset before the product; the reset after it is that of PyTorch's GRU and ONNX's linear_before_reset = 1.
/// s and tanh stand for the cell's functions.
/// </summary>
internal sealed class ReferenceGru<T> : ReferenceCell<T>
    where T : IFloatingPointIeee754<T>
{
    private const int Z = 0;
    private const int R = 1;
    private const int N = 2;

    private readonly ResetPosition position;
    private readonly Gate<T> update;
    private readonly Gate<T> reset;
    private readonly Gate<T> candidate;
    private readonly T[] resetHidden;

    public ReferenceGru(GruLayer layer)
        : base(layer)
    {
        position = layer.Reset;
        update = new Gate<T>("update", HiddenSize, Functions[0]);
        reset = new Gate<T>("reset", HiddenSize, Functions[1]);
        candidate = new Gate<T>("candidate", HiddenSize, Functions[2]);
        Gates = new[] { update, reset, candidate };
        resetHidden = new T[HiddenSize];
    }

    public override IReadOnlyList<Gate<T>> Gates { get; }

    protected override void Advance(ReadOnlySpan<T> input)
    {
        T[] h = State;
        for (int u = 0; u < HiddenSize; u++)
        {
            // z = s(Wz x + bWz + Uz h + bUz)
            update.Set(u, InputPart(Z, u, input) + RecurrentPart(Z, u, h));

            // r = s(Wr x + bWr + Ur h + bUr)
            reset.Set(u, InputPart(R, u, input) + RecurrentPart(R, u, h));
        }

        for (int u = 0; u < HiddenSize; u++) resetHidden[u] = reset.Through(u, h[u]);

        for (int u = 0; u < HiddenSize; u++)
        {
            // reset after:  n = tanh(Wn x + bWn + r * (Un h + bUn))
            // reset before: n = tanh(Wn x + bWn + Un (r * h) + bUn)
            T recurrent = position == ResetPosition.After
                ? reset.Through(u, RecurrentPart(N, u, h))
                : RecurrentPart(N, u, resetHidden);
            candidate.Set(u, InputPart(N, u, input) + recurrent);
        }

        // h' = z * h + (1 - z) * n
        for (int u = 0; u < HiddenSize; u++)
            h[u] = update.Through(u, h[u]) + update.Rest(u, candidate.After[u]);
    }
}
