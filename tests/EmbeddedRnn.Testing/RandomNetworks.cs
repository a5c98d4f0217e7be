using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Testing;

/// <summary>
/// Whole networks made from a seed, of up to six layers with up to nine values each: every kind of layer, option and activation
/// occurs. The same call gives the same network on every machine. Their weights are small enough that outputs stay small.
/// </summary>
public sealed class RandomNetworks
{
    private const int MostValues = 9;

    private readonly Random random;
    private readonly Func<Random, float, float> value;
    private readonly bool streaming;

    private RandomNetworks(int seed, bool streaming, Func<Random, float, float> value)
    {
        random = new Random(seed);
        this.streaming = streaming;
        this.value = value;
    }

    /// <summary>A network.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="streaming">True for a network that streams and gives an output for every step.</param>
    public static Model Create(int seed, bool streaming = false) => Create(seed, streaming, (random, limit) => (2 * random.NextSingle() - 1) * limit);

    /// <summary>A network with weights of one's own.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="streaming">True for a network that streams and gives an output for every step.</param>
    /// <param name="value">A weight, from the random numbers and the limit that a weight usually has.</param>
    public static Model Create(int seed, bool streaming, Func<Random, float, float> value) => new RandomNetworks(seed, streaming, value).Network(seed);

    private Model Network(int seed)
    {
        List<Layer> layers = Chain(Size(), random.Next(1, 5), 0);
        if (!streaming && random.Next(3) == 0)
        {
            bool afterCell = layers[^1] is CellLayer or ReversedLayer or BidirectionalLayer;
            layers.Add(new LastStepLayer(layers[^1].OutputSize, afterCell && Half()));
            if (Half()) layers.Add(Dense(layers[^1].OutputSize));
        }
        return new Model($"network-{(streaming ? "streaming-" : "")}seed{seed}", layers.ToArray());
    }

    private List<Layer> Chain(int inputSize, int count, int depth)
    {
        var layers = new List<Layer>();
        for (int k = 0; k < count; k++)
        {
            layers.Add(NextLayer(inputSize, depth));
            inputSize = layers[^1].OutputSize;
        }
        return layers;
    }

    private Layer NextLayer(int inputSize, int depth)
    {
        switch (random.Next(streaming ? 8 : 10))
        {
            case 0:
                return Dense(inputSize);
            case 1:
                ActivationFunction function = Function(ActivationKind.Softmax);
                bool slopes = function.Kind == ActivationKind.LeakyRelu && Half();
                return slopes
                    ? new ActivationLayer(inputSize, ActivationFunction.LeakyRelu, Make(TensorNames.Slopes, 1, inputSize, 0.5f))
                    : new ActivationLayer(inputSize, function);
            case 2:
                return new AffineLayer(Make(TensorNames.Scale, 1, inputSize, 1.5f), Make(TensorNames.Shift, 1, inputSize, 1));
            case 3:
                return Convolution(inputSize);
            case 4:
                return Residual(inputSize, depth);
            case 8:
                return new ReversedLayer(Cell(inputSize));
            case 9:
                return new BidirectionalLayer(Cell(inputSize), Cell(inputSize));
            default:
                return Cell(inputSize);
        }
    }

    private DenseLayer Dense(int inputSize)
    {
        int outputSize = Size();
        return new DenseLayer(
            Make(TensorNames.Weights, outputSize, inputSize, 1.5f / MathF.Sqrt(inputSize)),
            Half() ? Make(TensorNames.Bias, 1, outputSize, 0.5f) : null);
    }

    private Conv1dLayer Convolution(int inputSize)
    {
        int[] divisors = Enumerable.Range(1, inputSize).Where(g => inputSize % g == 0).ToArray();
        int groups = divisors[random.Next(divisors.Length)];
        int outputSize = groups * random.Next(1, MostValues / groups + 1);
        int kernel = random.Next(1, 5);
        int dilation = random.Next(1, 4);
        int columns = inputSize / groups * kernel;
        return new Conv1dLayer(
            inputSize, kernel,
            Make(TensorNames.Weights, outputSize, columns, 1.5f / MathF.Sqrt(columns)),
            Half() ? Make(TensorNames.Bias, 1, outputSize, 0.5f) : null,
            dilation, groups, streaming || Half() ? 0 : random.Next((kernel - 1) * dilation + 1));
    }

    /// <summary>Layers whose last makes the sizes fit, with a connection around them.</summary>
    private Layer Residual(int inputSize, int depth)
    {
        if (depth == 2) return Cell(inputSize);
        List<Layer> inner = Chain(inputSize, random.Next(1, 3), depth + 1);
        int outputSize = inner[^1].OutputSize;
        if (outputSize > inputSize)
            inner.Add(new DenseLayer(Make(TensorNames.Weights, random.Next(1, inputSize + 1), outputSize, 1 / MathF.Sqrt(outputSize))));
        return new ResidualLayer(inner.ToArray());
    }

    private CellLayer Cell(int inputSize)
    {
        int kind = random.Next(3);
        int hidden = Size();
        bool coupled = kind == 2 && Half();
        bool projected = kind == 2 && random.Next(3) == 0;
        int gates = kind switch { 0 => 1, 1 => 3, _ => coupled ? 3 : 4 };
        int recurrent = projected ? random.Next(1, hidden + 1) : hidden;
        float limit = 1 / MathF.Sqrt(Math.Max(inputSize, hidden));
        var weights = new CellWeights
        {
            InputWeights = Make(TensorNames.InputWeights, gates * hidden, inputSize, limit),
            RecurrentWeights = Make(TensorNames.RecurrentWeights, gates * hidden, recurrent, kind == 0 ? limit / hidden : limit),
            InputBias = Half() ? Make(TensorNames.InputBias, 1, gates * hidden, 0.5f) : null,
            RecurrentBias = Half() ? Make(TensorNames.RecurrentBias, 1, gates * hidden, 0.5f) : null,
            InitialHidden = Half() ? Make(TensorNames.InitialHidden, 1, recurrent, 0.5f) : null,
        };
        float? clip = random.Next(3) == 0 ? 0.25f + random.NextSingle() : null;
        switch (kind)
        {
            case 0:
                return new RnnLayer(inputSize, hidden, Function(ActivationKind.HardTanh), weights, clip);
            case 1:
                return new GruLayer(inputSize, hidden, Half() ? ResetPosition.After : ResetPosition.Before, weights, [.. Gates(2), Candidate()], clip);
            default:
                weights.Peepholes = Half() ? Make(TensorNames.Peepholes, coupled ? 2 : 3, hidden, 0.5f) : null;
                weights.Projection = projected ? Make(TensorNames.Projection, recurrent, hidden, limit) : null;
                weights.InitialCell = Half() ? Make(TensorNames.InitialCell, 1, hidden, 0.5f) : null;
                ActivationFunction[] functions = Gates(coupled ? 2 : 3);
                return new LstmLayer(inputSize, hidden, coupled, weights, [.. functions[..^1], Candidate(), functions[^1], Candidate()], clip);
        }
    }

    /// <summary>One function for all gates, or each gate a sigmoid or a hard sigmoid of its own.</summary>
    private ActivationFunction[] Gates(int count)
    {
        ActivationFunction one = Gate();
        bool own = one.Kind == ActivationKind.HardSigmoid && one.Alpha > 0.2f;
        return Enumerable.Range(0, count).Select(i => !own || i == 0 ? one
            : i == 1 ? ActivationFunction.Sigmoid
            : new ActivationFunction(ActivationKind.HardSigmoid, 1f / 6, 0.5f)).ToArray();
    }

    // A gate above 1 would make the state grow without end. A step is no smooth function: what rounds to its other side differs
    // by a whole gate, so it has tests of its own.
    private ActivationFunction Gate() => random.Next(4) switch
    {
        0 => new ActivationFunction(ActivationKind.HardSigmoid, 0.1f + 0.2f * random.NextSingle(), 0.5f),
        1 => ActivationFunction.HardTanh,
        _ => ActivationFunction.Sigmoid,
    };

    private ActivationFunction Candidate() => random.Next(3) == 0 ? Function(ActivationKind.HardTanh) : ActivationFunction.Tanh;

    /// <summary>One of the functions up to a kind, with parameters of its own or the default ones.</summary>
    private ActivationFunction Function(ActivationKind last)
    {
        var kind = (ActivationKind)random.Next((int)last + 1);
        if (Half()) return new ActivationFunction(kind);
        int parameters = ActivationFunction.ParametersOf(kind);
        return new ActivationFunction(kind, parameters > 0 ? 0.1f + 0.8f * random.NextSingle() : null, parameters > 1 ? 0.1f + 0.8f * random.NextSingle() : null);
    }

    private Tensor Make(string name, int rows, int columns, float limit)
    {
        var values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = value(random, limit);
        return new Tensor(name, rows, columns, values);
    }

    private int Size() => random.Next(1, MostValues + 1);

    private bool Half() => random.Next(2) == 0;
}
