using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Makes the layers of a spec, each for what the one before gives.</summary>
internal sealed class LayerMaker(string spec, ulong seed)
{
    private const string Known = "gru, lstm, rnn, dense, dropout, last, final, prelu, bidirectional(...), reversed(...), residual(...)";
    private static readonly Dictionary<string, object> ResetPositions = new() { ["after"] = ResetPosition.After, ["before"] = ResetPosition.Before };

    private readonly InitialWeights initial = new(seed);
    private readonly List<(Layer After, double Rate)> dropouts = [];

    /// <summary>The model of a whole spec.</summary>
    public (Model Model, IReadOnlyList<Dropout> Dropouts) Make(IReadOnlyList<SpecNode> nodes, int inputSize, string name)
    {
        Layer[] layers = Chain(nodes, inputSize);
        try
        {
            var model = new Model(name, layers);
            List<Layer> all = model.AllLayers.ToList();
            return (model, dropouts.Select(d => new Dropout(all.FindIndex(l => ReferenceEquals(l, d.After)), d.Rate)).ToArray());
        }
        catch (ArgumentException exception)
        {
            throw new SpecException(spec, nodes[0].Name.Position, exception.Message);
        }
    }

    private Layer[] Chain(IReadOnlyList<SpecNode> nodes, int inputSize)
    {
        var layers = new List<Layer>();
        foreach (SpecNode node in nodes)
        {
            var arguments = new SpecArguments(spec, node);
            if (node.Name.Text == "dropout")
            {
                double rate = arguments.Number("a probability from 0 to below 1", p => p is >= 0 and < 1);
                arguments.RequireNothingElse();
                if (layers.Count == 0) throw arguments.Error(node.Name, "dropout stands behind a layer");
                if (dropouts.Any(d => ReferenceEquals(d.After, layers[^1]))) throw arguments.Error(node.Name, "two dropouts stand one behind the other");
                dropouts.Add((layers[^1], rate));
                continue;
            }
            int size = layers.Count == 0 ? inputSize : layers[^1].OutputSize;
            try
            {
                layers.Add(Layer(node, arguments, size));
            }
            catch (ArgumentException exception)
            {
                throw arguments.Error(node.Name, exception.Message);
            }
        }
        return layers.ToArray();
    }

    private Layer Layer(SpecNode node, SpecArguments arguments, int inputSize)
    {
        Layer layer;
        bool takesLayers = false;
        switch (node.Name.Text)
        {
            case "gru" or "lstm" or "rnn":
                return Cell(node, arguments, inputSize);
            case "dense":
                int outputs = arguments.Size("the number of outputs");
                double bound = 1 / Math.Sqrt(inputSize);
                Tensor weights = initial.Uniform(TensorNames.Weights, outputs, inputSize, bound);
                layer = new DenseLayer(weights, arguments.Flag("nobias") ? null : initial.Uniform(TensorNames.Bias, 1, outputs, bound));
                break;
            case "last" or "final":
                layer = new LastStepLayer(inputSize, finalStates: node.Name.Text == "final");
                break;
            case "prelu":
                var slopes = new float[inputSize];
                Array.Fill(slopes, 0.25f);
                layer = new ActivationLayer(inputSize, ActivationFunction.LeakyRelu, new Tensor(TensorNames.Slopes, 1, inputSize, slopes));
                break;
            case "bidirectional":
                takesLayers = true;
                SpecNode cell = OneCell(node, arguments);
                CellLayer forward = Cell(cell, new SpecArguments(spec, cell), inputSize);
                layer = new BidirectionalLayer(forward, Cell(cell, new SpecArguments(spec, cell), inputSize));
                break;
            case "reversed":
                takesLayers = true;
                SpecNode reversed = OneCell(node, arguments);
                layer = new ReversedLayer(Cell(reversed, new SpecArguments(spec, reversed), inputSize));
                break;
            case "residual":
                takesLayers = true;
                arguments.RequireNothingElse(takesLayers);
                layer = new ResidualLayer(Chain(node.Inner, inputSize));
                break;
            case var name when FunctionLayers.Names.TryGetValue(name, out ActivationFunction? function):
                layer = new ActivationLayer(inputSize, function);
                break;
            default:
                throw arguments.Error(node.Name, $"expected a layer: {Known}, {string.Join(", ", FunctionLayers.Names.Keys)}");
        }
        arguments.RequireNothingElse(takesLayers);
        return layer;
    }

    private SpecNode OneCell(SpecNode node, SpecArguments arguments)
    {
        arguments.RequireNothingElse(takesLayers: true);
        return node.Inner is [{ Name.Text: "gru" or "lstm" or "rnn" } cell]
            ? cell : throw arguments.Error(node.Inner[0].Name, $"expected one cell in {node.Name.Text}: gru, lstm or rnn");
    }

    private CellLayer Cell(SpecNode node, SpecArguments arguments, int inputSize)
    {
        int units = arguments.Size("the number of units");
        CellLayer cell = node.Name.Text switch
        {
            "gru" => Gru(arguments, inputSize, units),
            "lstm" => Lstm(arguments, inputSize, units),
            _ => Rnn(arguments, inputSize, units),
        };
        arguments.RequireNothingElse();
        return cell;
    }

    private GruLayer Gru(SpecArguments arguments, int inputSize, int units)
    {
        var position = (ResetPosition)(arguments.Choice("reset", ResetPositions) ?? ResetPosition.After);
        ActivationFunction gates = arguments.Gate("gates") ?? ActivationFunction.Sigmoid;
        ActivationFunction[] functions =
            [arguments.Gate("z") ?? gates, arguments.Gate("r") ?? gates, arguments.Candidate("candidate") ?? ActivationFunction.Tanh];
        return new GruLayer(inputSize, units, position, initial.Cell(3, inputSize, units, units), functions);
    }

    private LstmLayer Lstm(SpecArguments arguments, int inputSize, int units)
    {
        bool coupled = arguments.Flag("coupled");
        ActivationFunction gates = arguments.Gate("gates") ?? ActivationFunction.Sigmoid;
        var functions = new List<ActivationFunction> { arguments.Gate("i") ?? gates };
        if (!coupled) functions.Add(arguments.Gate("f") ?? gates);
        functions.Add(arguments.Candidate("candidate") ?? ActivationFunction.Tanh);
        functions.Add(arguments.Gate("o") ?? gates);
        functions.Add(arguments.Candidate("output") ?? ActivationFunction.Tanh);
        bool peepholes = arguments.Flag("peepholes");
        int? projection = arguments.WholeOption("projection");
        CellWeights weights = initial.Cell(coupled ? 3 : 4, inputSize, units, projection ?? units);
        double bound = 1 / Math.Sqrt(units);
        if (peepholes) weights.Peepholes = initial.Uniform(TensorNames.Peepholes, coupled ? 2 : 3, units, bound);
        if (projection is { } size) weights.Projection = initial.Uniform(TensorNames.Projection, size, units, bound);
        return new LstmLayer(inputSize, units, coupled, weights, functions);
    }

    private RnnLayer Rnn(SpecArguments arguments, int inputSize, int units)
    {
        ActivationFunction function = arguments.Candidate() ?? ActivationFunction.Tanh;
        CellWeights weights = initial.Cell(1, inputSize, units, units);
        if (arguments.Flag("identity"))
        {
            // Q. Le et al., "A simple way to initialize recurrent networks of rectified linear units" (2015)
            weights.RecurrentWeights = InitialWeights.Identity(TensorNames.RecurrentWeights, units);
            weights.InputBias = InitialWeights.Zeros(TensorNames.InputBias, units);
            weights.RecurrentBias = InitialWeights.Zeros(TensorNames.RecurrentBias, units);
        }
        return new RnnLayer(inputSize, units, function, weights);
    }
}
