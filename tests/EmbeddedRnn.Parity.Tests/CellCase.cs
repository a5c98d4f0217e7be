using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>A class of <c>Cells.cs</c> with a random model of its structure.</summary>
internal abstract class CellCase
{
    private static readonly (string Name, Func<CellCase> Create)[] Cases =
    [
        ("RNN tanh", () => new CellCase<TanhCell.PackedWeights, TanhCell.StateValue>(CellOptions.Rnn(Activation.Tanh), 3, 7, TanhCell.PackedWeights.Pack, w => new TanhCell(w))),
        ("RNN ReLU", () => new CellCase<ReluCell.PackedWeights, ReluCell.StateValue>(CellOptions.Rnn(Activation.Relu), 2, 33, ReluCell.PackedWeights.Pack, w => new ReluCell(w))),
        ("GRU reset after", () => new CellCase<ResetAfterCell.PackedWeights, ResetAfterCell.StateValue>(CellOptions.Gru(ResetPosition.After), 3, 17, ResetAfterCell.PackedWeights.Pack, w => new ResetAfterCell(w))),
        ("GRU reset before", () => new CellCase<ResetBeforeCell.PackedWeights, ResetBeforeCell.StateValue>(CellOptions.Gru(ResetPosition.Before), 4, 24, ResetBeforeCell.PackedWeights.Pack, w => new ResetBeforeCell(w))),
        ("GRU of many blocks", () => new CellCase<ManyBlocksCell.PackedWeights, ManyBlocksCell.StateValue>(CellOptions.Gru(ResetPosition.After), 48, 96, ManyBlocksCell.PackedWeights.Pack, w => new ManyBlocksCell(w))),
        ("LSTM", () => new CellCase<PlainLstmCell.PackedWeights, PlainLstmCell.StateValue>(CellOptions.Lstm(), 5, 16, PlainLstmCell.PackedWeights.Pack, w => new PlainLstmCell(w))),
        ("LSTM with all options", () => new CellCase<FullLstmCell.PackedWeights, FullLstmCell.StateValue>(CellOptions.Lstm(peepholes: true, coupled: true, projection: true), 3, 20, FullLstmCell.PackedWeights.Pack, w => new FullLstmCell(w))),
    ];

    protected CellCase(Model model) => Model = model;

    public static IEnumerable<string> Names => Cases.Select(c => c.Name);

    public Model Model { get; }

    public abstract ICell Cell { get; }

    public int SavedStateSize => CompilerServices.SavedState.HeaderSize + sizeof(float) * Model.StateSize;

    public static CellCase Create(string name) => Cases.First(c => c.Name == name).Create();

    /// <summary>Sets the state to its own value.</summary>
    public abstract void CopyStateValue();

    /// <summary>A state value taken now equals one taken after a step and a restore of the first.</summary>
    public abstract bool StateValueSurvives(Action step);

    /// <summary>Puts in one of two sets of weights that were packed before.</summary>
    public abstract void Swap(bool useSecond);

    /// <summary>Packs other weights and puts them in.</summary>
    public abstract void Use(Model model);
}

/// <inheritdoc/>
internal sealed class CellCase<TWeights, TState> : CellCase
    where TState : IEquatable<TState>
{
    private readonly Func<Model, TWeights> pack;
    private readonly ICell<TWeights, TState> cell;
    private readonly TWeights first;
    private readonly TWeights second;

    public CellCase(CellOptions options, int inputSize, int hiddenSize, Func<Model, TWeights> pack, Func<TWeights, ICell<TWeights, TState>> create)
        : base(RandomModels.Create(options, inputSize, hiddenSize, 1))
    {
        this.pack = pack;
        first = pack(Model);
        Second = RandomModels.Create(options, inputSize, hiddenSize, 2);
        second = pack(Second);
        cell = create(first);
    }

    public Model Second { get; }

    public override ICell Cell => cell;

    public override void CopyStateValue() => cell.State = cell.State;

    public override bool StateValueSurvives(Action step)
    {
        TState before = cell.State;
        step();
        bool moved = !cell.State.Equals(before);
        cell.State = before;
        return moved && cell.State.Equals(before);
    }

    public override void Swap(bool useSecond) => cell.Weights = useSecond ? second : first;

    public override void Use(Model model) => cell.Weights = pack(model);
}
