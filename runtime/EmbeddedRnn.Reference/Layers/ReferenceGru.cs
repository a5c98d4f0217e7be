using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The gated recurrent unit. Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder" (2014), which
/// has the reset before the product; the reset after it is that of PyTorch's GRU and ONNX's linear_before_reset = 1.
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
        update = new Gate<T>("update", HiddenSize, 0, 1);
        reset = new Gate<T>("reset", HiddenSize, 0, 1);
        candidate = new Gate<T>("candidate", HiddenSize, -1, 1);
        Gates = new[] { update, reset, candidate };
        resetHidden = new T[HiddenSize];
    }

    public override IReadOnlyList<Gate<T>> Gates { get; }

    public override void Step(ReadOnlySpan<T> input)
    {
        T[] h = State;
        for (int u = 0; u < HiddenSize; u++)
        {
            // z = s(Wz x + bWz + Uz h + bUz)
            update.Before[u] = InputPart(Z, u, input) + RecurrentPart(Z, u, h);
            update.After[u] = Sigmoid(update.Before[u]);

            // r = s(Wr x + bWr + Ur h + bUr)
            reset.Before[u] = InputPart(R, u, input) + RecurrentPart(R, u, h);
            reset.After[u] = Sigmoid(reset.Before[u]);
        }

        for (int u = 0; u < HiddenSize; u++) resetHidden[u] = reset.After[u] * h[u];

        for (int u = 0; u < HiddenSize; u++)
        {
            // reset after:  n = tanh(Wn x + bWn + r * (Un h + bUn))
            // reset before: n = tanh(Wn x + bWn + Un (r * h) + bUn)
            T recurrent = position == ResetPosition.After
                ? reset.After[u] * RecurrentPart(N, u, h)
                : RecurrentPart(N, u, resetHidden);
            candidate.Before[u] = InputPart(N, u, input) + recurrent;
            candidate.After[u] = T.Tanh(candidate.Before[u]);
        }

        // h' = z * h + (1 - z) * n
        for (int u = 0; u < HiddenSize; u++)
            h[u] = update.After[u] * h[u] + (T.One - update.After[u]) * candidate.After[u];
    }
}
