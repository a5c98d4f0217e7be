using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The long short-term memory. Sources: S. Hochreiter and J. Schmidhuber (1997) with the forget gate of F. Gers et al. (2000);
/// peepholes and the coupled gate as ONNX's LSTM operator has them (P, input_forget); the projection as PyTorch's proj_size.
/// s and tanh stand for the cell's functions, the tanh of c' for the last of them.
/// </summary>
internal sealed class ReferenceLstm<T> : ReferenceCell<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly bool coupled;
    private readonly T[]? peepholes;
    private readonly T[]? projection;
    private readonly T[]? initialCell;
    private readonly Gate<T> input;
    private readonly Gate<T> forget;
    private readonly Gate<T> candidate;
    private readonly Gate<T> output;
    private readonly CellFunction<T> squash;
    private readonly T[] exposed;

    public ReferenceLstm(LstmLayer layer)
        : base(layer)
    {
        coupled = layer.Coupled;
        peepholes = ConvertOptional(layer.Peepholes);
        projection = ConvertOptional(layer.Projection);
        initialCell = ConvertOptional(layer.InitialCell);
        input = new Gate<T>("input", HiddenSize, Functions[0]);
        forget = new Gate<T>("forget", HiddenSize, Functions[coupled ? 0 : 1]);
        candidate = new Gate<T>("candidate", HiddenSize, Functions[coupled ? 1 : 2]);
        output = new Gate<T>("output", HiddenSize, Functions[coupled ? 2 : 3]);
        squash = Functions[^1];
        Gates = new[] { input, forget, candidate, output };
        exposed = new T[HiddenSize];
    }

    /// <summary>i, f, g, o; f also where it is coupled.</summary>
    public override IReadOnlyList<Gate<T>> Gates { get; }

    // Rows i, f, g, o in the weights and i, f, o in the peepholes; coupled, the f row is missing in both.
    private int CandidateRow => coupled ? 1 : 2;

    private int OutputRow => coupled ? 2 : 3;

    private int OutputPeephole => coupled ? 1 : 2;

    public override void Reset()
    {
        base.Reset();
        initialCell?.CopyTo(State, Layer.OutputSize);
    }

    protected override void Advance(ReadOnlySpan<T> x)
    {
        Span<T> h = State.AsSpan(0, Layer.OutputSize);
        Span<T> c = State.AsSpan(Layer.OutputSize);
        for (int u = 0; u < HiddenSize; u++)
        {
            // i = s(Wi x + bWi + Ui h + bUi + pi * c): the old c
            input.Set(u, InputPart(0, u, x) + RecurrentPart(0, u, h) + Peephole(0, u, c[u]));

            // f = s(Wf x + bWf + Uf h + bUf + pf * c): the old c; coupled: f = 1 - i
            if (coupled) (forget.Before[u], forget.After[u]) = (-input.Before[u], T.One - input.After[u]);
            else forget.Set(u, InputPart(1, u, x) + RecurrentPart(1, u, h) + Peephole(1, u, c[u]));

            // g = tanh(Wg x + bWg + Ug h + bUg)
            candidate.Set(u, InputPart(CandidateRow, u, x) + RecurrentPart(CandidateRow, u, h));

            // c' = f * c + i * g
            T newCell = forget.Through(u, c[u]) + input.Through(u, candidate.After[u]);

            // o = s(Wo x + bWo + Uo h + bUo + po * c'): the new c
            output.Set(u, InputPart(OutputRow, u, x) + RecurrentPart(OutputRow, u, h) + Peephole(OutputPeephole, u, newCell));

            c[u] = newCell;
            exposed[u] = output.Through(u, squash.Apply(newCell));
        }

        // h' = o * tanh(c'), or with a projection h' = P (o * tanh(c'))
        for (int p = 0; p < h.Length; p++)
            h[p] = projection is null ? exposed[p] : Dot(projection, p, exposed);
    }

    private T Peephole(int row, int unit, T cell) =>
        peepholes is null ? T.Zero : peepholes[row * HiddenSize + unit] * cell;
}
