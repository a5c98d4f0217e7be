using System;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>What the recurrent cells share: their state, their weights in T, the products of a gate, the start.</summary>
internal abstract class ReferenceCell<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] inputWeights;
    private readonly T[] recurrentWeights;
    private readonly T[]? inputBias;
    private readonly T[]? recurrentBias;
    private readonly T[]? initialHidden;

    protected ReferenceCell(CellLayer layer)
        : base(layer)
    {
        State = new T[layer.StateSize];
        Functions = layer.Functions.Select(f => new CellFunction<T>(f, layer.Clip)).ToArray();
        HiddenSize = layer.HiddenSize;
        inputWeights = Convert(layer.InputWeights);
        recurrentWeights = Convert(layer.RecurrentWeights);
        inputBias = ConvertOptional(layer.InputBias);
        recurrentBias = ConvertOptional(layer.RecurrentBias);
        initialHidden = ConvertOptional(layer.InitialHidden);
    }

    protected int HiddenSize { get; }

    /// <summary>h, then c.</summary>
    protected T[] State { get; }

    /// <summary>In the order of <see cref="CellLayer.Functions"/>.</summary>
    protected CellFunction<T>[] Functions { get; }

    public static ReferenceCell<T> Of(CellLayer cell) => cell switch
    {
        RnnLayer rnn => new ReferenceRnn<T>(rnn),
        GruLayer gru => new ReferenceGru<T>(gru),
        LstmLayer lstm => new ReferenceLstm<T>(lstm),
        _ => throw new NotSupportedException($"the reference knows no cell of kind '{cell.Kind}'."),
    };

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        Advance(input);
        return State.AsSpan(0, Layer.OutputSize);
    }

    public override void Reset()
    {
        Array.Clear(State);
        initialHidden?.CopyTo(State, 0);
    }

    public override void CopyStateTo(Span<T> destination) => State.CopyTo(destination);

    public override void SetState(ReadOnlySpan<T> state) => state.CopyTo(State);

    /// <summary>Takes the state one step further.</summary>
    protected abstract void Advance(ReadOnlySpan<T> input);

    /// <summary>W x + bW, the row of one unit in one gate.</summary>
    protected T InputPart(int gate, int unit, ReadOnlySpan<T> x)
    {
        int row = gate * HiddenSize + unit;
        return Dot(inputWeights, row, x) + (inputBias is null ? T.Zero : inputBias[row]);
    }

    /// <summary>U h + bU, the row of one unit in one gate.</summary>
    protected T RecurrentPart(int gate, int unit, ReadOnlySpan<T> h)
    {
        int row = gate * HiddenSize + unit;
        return Dot(recurrentWeights, row, h) + (recurrentBias is null ? T.Zero : recurrentBias[row]);
    }
}
