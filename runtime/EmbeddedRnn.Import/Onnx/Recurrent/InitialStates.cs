using System;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// The states that a recurrent operator starts from: constants, which become the model's initial state, or an input of the graph,
/// which is the state that is set when the network runs. Layout 0: [directions, batch, hidden]; layout 1: [batch, directions, hidden].
/// </summary>
internal sealed class InitialStates(Call call, int directions, int hidden, bool batchFirst, Axis batch)
{
    /// <summary>A direction's initial state, or null where it is zero or given when the network runs.</summary>
    public float[]? Read(int input, int direction)
    {
        Value? value = call.Optional(input);
        if (value is null) return null;
        if (value.Rank != 3) throw Misfit(input, value);
        (Axis rows, Axis directionAxis) = batchFirst ? (value.Axes[0], value.Axes[1]) : (value.Axes[1], value.Axes[0]);
        bool fits = Features(directionAxis, directions) && Features(value.Axes[2], hidden) && (rows.SameAs(batch) || rows.IsFeatures);
        if (!fits) throw Misfit(input, value);
        switch (value)
        {
            case SignalValue { Flow: InputFlow { Use: InputUse.State } } when rows.SameAs(batch) && value.Count == directions * hidden:
                return null;
            case SignalValue { Flow: JoinedFlow joined } when rows.SameAs(batch) && joined.Parts.All(p => p is InputFlow { Use: InputUse.State }):
                return null;
            case FloatValue constants:
                return Constant(input, constants, rows, direction);
            default:
                throw call.Error($"{call.Input(input)} is computed from the network's input; an initial state must be a constant or an input of the graph.");
        }
    }

    // One state for all sequences of a batch: a model has one.
    private float[]? Constant(int input, FloatValue value, Axis rows, int direction)
    {
        int count = rows.IsFeatures ? rows.Features : 1;
        if (rows.IsFeatures && !rows.IsOne && batch.Size != Dim.Of(count)) throw Misfit(input, value);
        int At(int row, int unit) => batchFirst ? (row * directions + direction) * hidden + unit : (direction * count + row) * hidden + unit;
        var state = new float[hidden];
        for (int u = 0; u < hidden; u++)
        {
            state[u] = value.Items[At(0, u)];
            for (int row = 1; row < count; row++)
            {
                if (!value.Items[At(row, u)].Equals(state[u]))
                    throw call.Error($"{call.Input(input)} holds different constants for the sequences of the batch; a network has one initial state. Make it an input of the graph.");
            }
        }
        return state.All(v => v == 0) ? null : state;
    }

    private static bool Features(Axis axis, int size) => axis.IsFeatures && axis.Features == size;

    private ImportException Misfit(int input, Value value) => call.Error(FormattableString.Invariant(
        $"{call.Input(input)} has the shape {value.ShapeText}, but must be {(batchFirst ? $"[{batch}, {directions}" : $"[{directions}, {batch}")}, {hidden}]."));
}
