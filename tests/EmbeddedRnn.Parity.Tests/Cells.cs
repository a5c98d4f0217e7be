using System;

namespace EmbeddedRnn.Parity.Tests;

// One class of each cell kind, made by the generator as users have it; weights are given at run time.

[RnnCell(InputSize = 3, HiddenSize = 7, Activation = Activation.Tanh)]
internal sealed partial class TanhCell : ICell<TanhCell.PackedWeights, TanhCell.StateValue>;

[RnnCell(InputSize = 2, HiddenSize = 33, Activation = Activation.Relu)]
internal sealed partial class ReluCell : ICell<ReluCell.PackedWeights, ReluCell.StateValue>;

[GruCell(InputSize = 3, HiddenSize = 17, Reset = ResetPosition.After)]
internal sealed partial class ResetAfterCell : ICell<ResetAfterCell.PackedWeights, ResetAfterCell.StateValue>;

[GruCell(InputSize = 4, HiddenSize = 24, Reset = ResetPosition.Before)]
internal sealed partial class ResetBeforeCell : ICell<ResetBeforeCell.PackedWeights, ResetBeforeCell.StateValue>;

[GruCell(InputSize = 48, HiddenSize = 96, Reset = ResetPosition.After)]
internal sealed partial class ManyBlocksCell : ICell<ManyBlocksCell.PackedWeights, ManyBlocksCell.StateValue>;

[LstmCell(InputSize = 5, HiddenSize = 16)]
internal sealed partial class PlainLstmCell : ICell<PlainLstmCell.PackedWeights, PlainLstmCell.StateValue>;

[LstmCell(InputSize = 3, HiddenSize = 20, Peepholes = true, CoupledGate = true, ProjectionSize = 10)]
internal sealed partial class FullLstmCell : ICell<FullLstmCell.PackedWeights, FullLstmCell.StateValue>;

/// <summary>What every generated class offers; the classes above meet it with their generated members alone.</summary>
internal interface ICell
{
    void Step(ReadOnlySpan<float> input, Span<float> output);

    void Run(ReadOnlySpan<float> inputs, Span<float> outputs);

    void Reset();

    void CopyStateTo(Span<float> destination);

    void SetState(ReadOnlySpan<float> state);

    void SaveState(Span<byte> destination);

    bool TryRestoreState(ReadOnlySpan<byte> saved);
}

internal interface ICell<TWeights, TState> : ICell
{
    TWeights Weights { get; set; }

    TState State { get; set; }
}
