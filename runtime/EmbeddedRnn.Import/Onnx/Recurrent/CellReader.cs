using System;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Reads the cells of a recurrent operator. With D directions and G gates: W [D, G*H, I], R [D, G*H, H],
/// B [D, 2*G*H] with the input biases before the recurrent ones, P [D, 3*H].
/// </summary>
internal sealed class CellReader
{
    private const int WeightsInput = 1, RecurrentInput = 2, BiasInput = 3, HiddenInput = 5, CellInput = 6, PeepholesInput = 7;

    private readonly Call call;
    private readonly CellKind kind;
    private readonly int directions;
    private readonly int inputs;
    private readonly int hidden;
    private readonly FloatValue weights;
    private readonly FloatValue recurrent;
    private readonly FloatValue? bias;
    private readonly FloatValue? peepholes;
    private readonly InitialStates states;
    private readonly ActivationFunction[] functions;
    private readonly float? clip;
    private readonly bool resetAfter;
    private readonly bool coupled;

    public CellReader(Call call, CellKind kind, int directions, int inputs, bool batchFirst, Axis batch)
    {
        this.call = call;
        this.kind = kind;
        this.directions = directions;
        this.inputs = inputs;
        recurrent = call.Constants(RecurrentInput);
        hidden = recurrent.Rank == 3 ? recurrent.Axes[2].Features : 0;
        long stated = call.Node.Int("hidden_size", hidden);
        if (hidden < 1 || stated != hidden)
            throw call.Error(FormattableString.Invariant($"its hidden_size is {stated}, but {call.Input(RecurrentInput)} has the shape {recurrent.ShapeText}; R must be [directions, {kind.GateCount}*hidden, hidden]."));
        Require(recurrent, RecurrentInput, "R", kind.GateCount * hidden, hidden);
        Require(weights = call.Constants(WeightsInput), WeightsInput, "W", kind.GateCount * hidden, inputs);
        if ((bias = call.OptionalConstants(BiasInput)) is not null) Require(bias, BiasInput, "B", 2 * kind.GateCount * hidden);
        if (kind.HasCellState && (peepholes = call.OptionalConstants(PeepholesInput)) is not null) Require(peepholes, PeepholesInput, "P", 3 * hidden);
        functions = ActivationList.Read(call, kind, directions);
        clip = call.Node.FloatOrNull("clip");
        if (clip is { } limit && !(limit > 0 && float.IsFinite(limit))) throw call.Error(FormattableString.Invariant($"its clip is {limit}, but must be above 0."));
        if (kind == CellKind.Gru) resetAfter = Flag("linear_before_reset");
        if (kind == CellKind.Lstm) coupled = Flag("input_forget");
        states = new InitialStates(call, directions, hidden, batchFirst, batch);
        call.Spend(directions * (kind.GateCount * (long)hidden * (inputs + hidden + 2) + 8L * hidden));
    }

    /// <summary>The cell of one direction.</summary>
    public CellLayer Read(int direction)
    {
        int[] order = coupled ? CellKind.CoupledGates : kind.GateOrder;
        int half = kind.GateCount * hidden;
        var cell = new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, order.Length * hidden, inputs, Blocks(weights, direction, 0, order, hidden * inputs)),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, order.Length * hidden, hidden, Blocks(recurrent, direction, 0, order, hidden * hidden)),
            InputBias = bias is null ? null : Row(TensorNames.InputBias, Blocks(bias, direction, 0, order, hidden)),
            RecurrentBias = bias is null ? null : Row(TensorNames.RecurrentBias, Blocks(bias, direction, half, order, hidden)),
            InitialHidden = states.Read(HiddenInput, direction) is { } h ? Row(TensorNames.InitialHidden, h) : null,
        };
        ActivationFunction Function(int index) => functions[direction * kind.DefaultActivations.Length + index];
        try
        {
            if (kind == CellKind.Rnn) return new RnnLayer(inputs, hidden, Function(0), cell, clip);
            if (kind == CellKind.Gru)
                return new GruLayer(inputs, hidden, resetAfter ? ResetPosition.After : ResetPosition.Before, cell, Function(0), Function(1), clip);
            cell.InitialCell = states.Read(CellInput, direction) is { } c ? Row(TensorNames.InitialCell, c) : null;
            if (peepholes is not null)
            {
                int[] gates = coupled ? CellKind.CoupledPeepholes : CellKind.Peepholes;
                cell.Peepholes = new Tensor(TensorNames.Peepholes, gates.Length, hidden, Blocks(peepholes, direction, 0, gates, hidden));
            }
            return new LstmLayer(inputs, hidden, coupled, cell, Function(0), Function(1), Function(2), clip);
        }
        catch (ArgumentException exception)
        {
            throw call.Error(exception.Message);
        }
    }

    /// <summary>One direction's blocks of a tensor in our order.</summary>
    private float[] Blocks(FloatValue value, int direction, int offset, int[] order, int length)
    {
        int start = value.Count / directions * direction + offset;
        if (start == 0 && value.Count == order.Length * length && order.SequenceEqual(Enumerable.Range(0, order.Length))) return value.Items;
        var blocks = new float[order.Length * length];
        for (int k = 0; k < order.Length; k++) Array.Copy(value.Items, start + order[k] * length, blocks, k * length, length);
        return blocks;
    }

    private bool Flag(string name) => call.Node.Int(name, 0) switch
    {
        0 => false,
        1 => true,
        var other => throw call.Error(FormattableString.Invariant($"its {name} is {other}, but must be 0 or 1.")),
    };

    private void Require(FloatValue value, int input, string what, params int[] sizes)
    {
        int[] expected = [directions, .. sizes];
        if (value.Axes.All(a => a.IsFeatures) && value.FeatureSizes.SequenceEqual(expected)) return;
        throw call.Error(FormattableString.Invariant(
            $"{call.Input(input)} ({what}) has the shape {value.ShapeText}, but must be [{string.Join(", ", expected)}] with {directions} direction(s), {inputs} inputs and {hidden} units."));
    }

    private static Tensor Row(string name, float[] values) => new(name, 1, values.Length, values);
}
