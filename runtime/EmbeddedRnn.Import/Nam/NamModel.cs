using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.Nam;

/// <summary>
/// The LSTM of a Neural Amp Modeler file. config gives the sizes; weights is one flat list: for each layer W [4H, I+H] (a row's
/// weights for the input, then for the hidden state), b [4H], the hidden state h0 [H] and the cell state c0 [H] before the first
/// step; then the head, W [O, H] and b [O]. Gate order: i, f, g, o.
/// </summary>
/// <remarks>Source: https://github.com/sdatkinson/NeuralAmpModelerCore, NAM/lstm.cpp.</remarks>
internal sealed class NamModel : IJsonModel
{
    private const int Gates = 4;

    private static readonly string[] ConfigMembers = ["input_size", "hidden_size", "num_layers", "in_channels", "out_channels"];

    public string Description => "Neural Amp Modeler (architecture, config, weights)";

    public bool Recognises(JsonPlace root) => root.Find("architecture") is not null && root.Find("config") is not null;

    public bool IsNote(string member) => member is not ("architecture" or "config" or "weights");

    public Model Read(JsonPlace root, ImportSource source, ImportOptions options)
    {
        PrefixOption.Refuse(source, options, "a .nam file");
        JsonPlace architecture = root.Member("architecture");
        if (architecture.Text() != "LSTM")
            throw architecture.Error($"the architecture '{Printable.Name(architecture.Text())}' is not supported; LSTM is, which is the recurrent one.");
        JsonPlace config = root.Member("config");
        foreach ((string name, JsonPlace value) in config.Members())
        {
            if (!ConfigMembers.Contains(name)) throw value.Error("it is not understood: an LSTM has no such option here.");
        }
        int inputs = config.Member("input_size").Integer(1);
        int units = config.Member("hidden_size").Integer(1);
        int layers = config.Member("num_layers").Integer(1, ModelBuilder.MostLayers);
        int outputs = config.Find("out_channels")?.Integer(1) ?? 1;
        if (config.Find("in_channels") is { } channels && channels.Integer(1) != inputs)
            throw channels.Error(FormattableString.Invariant($"it says {channels.Integer(1)}, but 'input_size' is {inputs}."));
        JsonArray weights = JsonArray.Of(root.Member("weights"));
        if (weights.Shape.Length != 1) throw weights.Place.Error($"it must be one list of numbers, but its shape is {weights.ShapeText}.");
        RequireCount(weights, inputs, units, layers, outputs);
        return ModelBuilder.Build(source, Layers(new FlatWeights(weights.Values(options.AllowNonFinite)), inputs, units, layers, outputs));
    }

    private static void RequireCount(JsonArray weights, long inputs, long units, long layers, long outputs)
    {
        Int128 first = Gates * units * ((Int128)inputs + units) + (Gates + 2) * (Int128)units;
        Int128 further = Gates * units * (2 * (Int128)units) + (Gates + 2) * (Int128)units;
        Int128 expected = first + (layers - 1) * further + outputs * ((Int128)units + 1);
        if (expected != weights.Shape[0])
        {
            throw weights.Place.Error(FormattableString.Invariant(
                $"it has {weights.Shape[0]} values, but {layers} layers of {units} units with {inputs} inputs and {outputs} outputs need {expected}."));
        }
    }

    private static IEnumerable<Layer> Layers(FlatWeights weights, int inputs, int units, int layers, int outputs)
    {
        for (int k = 0; k < layers; k++)
        {
            yield return Lstm(weights, inputs, units);
            inputs = units;
        }
        yield return LayerFactory.Dense(units, outputs, weights.Next(outputs * units), weights.Next(outputs));
    }

    private static LstmLayer Lstm(FlatWeights weights, int inputs, int units)
    {
        int rows = Gates * units;
        float[] both = weights.Next(rows * (inputs + units));
        var cell = new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, rows, inputs, Columns(both, rows, inputs + units, 0, inputs)),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, rows, units, Columns(both, rows, inputs + units, inputs, units)),
        };
        LayerFactory.SetBias(cell, weights.Next(rows));
        cell.InitialHidden = LayerFactory.Vector(TensorNames.InitialHidden, weights.Next(units));
        cell.InitialCell = LayerFactory.Vector(TensorNames.InitialCell, weights.Next(units));
        return new LstmLayer(inputs, units, coupled: false, cell);
    }

    private static float[] Columns(float[] matrix, int rows, int columns, int first, int count)
    {
        var part = new float[rows * count];
        for (int r = 0; r < rows; r++) Array.Copy(matrix, r * columns + first, part, r * count, count);
        return part;
    }

    /// <summary>Takes tensors from the list, one after another. Their number was checked.</summary>
    private sealed class FlatWeights(float[] values)
    {
        private int at;

        public float[] Next(int count)
        {
            float[] next = values.AsSpan(at, count).ToArray();
            at += count;
            return next;
        }
    }
}
