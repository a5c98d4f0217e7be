using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// RNN, GRU and LSTM: inputs X, W, R, B, sequence_lens, initial_h and, for LSTM, initial_c, P; outputs Y, Y_h and, for LSTM, Y_c.
/// Layout 0: X [steps, batch, inputs], Y [steps, directions, batch, hidden], Y_h [directions, batch, hidden]; layout 1:
/// X [batch, steps, inputs], Y [batch, steps, directions, hidden], Y_h [batch, directions, hidden].
/// </summary>
/// <remarks>Source: https://onnx.ai/onnx/operators/onnx__RNN.html, onnx__GRU.html and onnx__LSTM.html.</remarks>
internal sealed class RecurrentOperator
{
    private const int LengthsInput = 4;

    private readonly Call call;
    private readonly CellKind kind;
    private readonly bool batchFirst;
    private readonly SignalValue signal;
    private readonly Axis time;
    private readonly Axis batch;

    private RecurrentOperator(Call call, CellKind kind)
    {
        this.call = call;
        this.kind = kind;
        call.RequireInputs(3, kind.MostInputs);
        long layout = call.Node.Int("layout", 0);
        if (layout is not (0 or 1)) throw call.Error(FormattableString.Invariant($"its layout is {layout}, but must be 0 or 1."));
        batchFirst = layout == 1;
        signal = call.Signal(0);
        if (signal.Rank != 3) throw Misplaced();
        (time, batch) = batchFirst ? (signal.Axes[1], signal.Axes[0]) : (signal.Axes[0], signal.Axes[1]);
        bool timed = call.IsStep ? time.IsOne && signal.Flow.IsTimed : time.IsTime;
        if (!timed || !signal.IsAligned || !batch.IsBatchOrOne || !signal.Axes[2].IsFeatures) throw Misplaced();
    }

    public static IReadOnlyList<Value?> Rnn(Call call) => new RecurrentOperator(call, CellKind.Rnn).Run();

    public static IReadOnlyList<Value?> Gru(Call call) => new RecurrentOperator(call, CellKind.Gru).Run();

    public static IReadOnlyList<Value?> Lstm(Call call) => new RecurrentOperator(call, CellKind.Lstm).Run();

    private IReadOnlyList<Value?> Run()
    {
        string direction = call.Node.Text("direction") ?? "forward";
        int directions = direction switch
        {
            "forward" or "reverse" => 1,
            "bidirectional" => 2,
            _ => throw call.Error($"its direction '{Printable.Name(direction)}' is none of forward, reverse and bidirectional."),
        };
        Flow parent = FlowBuilder.Materialise(signal, call.Node);
        bool hasLengths = HasLengths();
        if (hasLengths) RequireNothingLooksAhead(parent);
        if (parent.IsPadded && !hasLengths && direction != "forward")
            throw call.Error("it runs backward over sequences that have their own lengths without being given them (sequence_lens).");
        var cells = new CellReader(call, kind, directions, signal.Count, batchFirst, batch);
        CellLayer[] layers = Enumerable.Range(0, directions).Select(d => cells.Read(d)).ToArray();
        Layer layer = direction switch
        {
            "forward" => layers[0],
            "reverse" => new ReversedLayer(layers[0]),
            _ => new BidirectionalLayer(layers[0], layers[1]),
        };
        return Outputs(new CellFlow(parent, layer, hasLengths), directions);
    }

    private IReadOnlyList<Value?> Outputs(CellFlow cell, int directions)
    {
        Axis direction = Axis.OfFeatures(directions);
        Axis hidden = Axis.OfFeatures(cell.Size / directions);
        Axis[] final = batchFirst ? [batch, direction, hidden] : [direction, batch, hidden];
        var outputs = new List<Value?> { SignalValue.Of(batchFirst ? [batch, time, direction, hidden] : [time, direction, batch, hidden], cell) };
        // Without the lengths, it goes on behind the ends of the sequences, and what it ends with is something else.
        if (cell is { IsPadded: true, HasLengths: false }) return outputs;
        outputs.Add(SignalValue.Of(final, new FinalFlow(cell, isCellState: false, call.IsStep)));
        if (kind.HasCellState) outputs.Add(SignalValue.Of(final, new FinalFlow(cell, isCellState: true, call.IsStep)));
        return outputs;
    }

    // Lengths that are an input are given when the network runs: it runs over the valid steps only.
    private bool HasLengths()
    {
        switch (call.Optional(LengthsInput))
        {
            case null:
                return false;
            case SignalValue { Flow: InputFlow { Use: InputUse.Lengths } } lengths when lengths.Rank == 1 && lengths.Axes[0].IsBatchOrOne:
                return true;
            case IntegerValue lengths when lengths.Items.All(l => l == (time.Size ?? Dim.Of(0))):
                return false;
            case IntegerValue lengths:
                throw call.Error($"its sequence_lens [{string.Join(", ", lengths.Items.Take(8))}] are constants other than the number of steps, {time}; make them an input of the graph.");
            default:
                throw call.Error($"{call.Input(LengthsInput)} must be integers: an input of the graph, one for each sequence of the batch, or the number of steps.");
        }
    }

    // What such a layer makes of the padding reaches the valid steps. The network runs over the valid steps only, and would differ.
    private void RequireNothingLooksAhead(Flow flow)
    {
        for (Flow at = flow; at is LayerFlow layer; at = layer.Parent)
        {
            if (layer.Layer.WhyNotStreaming is not null && layer is not CellFlow { HasLengths: true })
                throw call.Error($"it is given the sequences' lengths (sequence_lens), but the layer before it, {layer.Description}, sees later steps and was not given them.");
        }
    }

    private ImportException Misplaced() => call.Error(
        $"its input has the shape {signal.ShapeText}; with layout {(batchFirst ? "1 it must be [batch, steps" : "0 it must be [steps, batch")}, features].");
}
