using System;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>
/// Models, inputs and states made from a seed: the same call gives the same numbers on every machine.
///
/// Wide models (<see cref="Create"/>) have all weights from U(-k, k), k = 1.5 / sqrt(H): gates move over most of their range.
/// A ReLU network's recurrent rows are scaled to an absolute sum of at most 1, because a ReLU does not hold its state down.
/// Their steps need not contract: compare them step by step.
///
/// Contractive models (<see cref="Contractive"/>) are for free runs. Input rows have the absolute sum 0.6 and biases lie in
/// U(-0.2, 0.2), so with inputs in [-1, 1] the part of a pre-activation that does not come from the state is at most 1.
/// Recurrent rows have the absolute sum q = 0.25 (RNN 0.5), peepholes lie in U(-0.1, 0.1), a projection's rows have the sum 1.
/// In the maximum norm, for an RNN the step is then a contraction by q. For a GRU z is at most s(1.25) = 0.78, and the
/// step contracts at least by z + 2 q / 4 + (1 - z) (q + (q + 0.2) q / 4), which is below 0.97. For an LSTM f is at most
/// s(1 + q + 0.1 |c|); its contraction is not proven here but tested: two states draw together.
/// </summary>
public static class RandomModels
{
    /// <summary>A wide model.</summary>
    public static Model Create(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        var random = new Random(seed);
        float k = 1.5f / MathF.Sqrt(hiddenSize);
        bool relu = options is { Kind: "rnn", Activation: Activation.Relu };
        return Build(options, inputSize, hiddenSize, new Draw(
            (rows, columns) => Uniform(random, rows * columns, k),
            (rows, columns) => relu ? Rows(Uniform(random, rows * columns, k), columns, 1, true) : Uniform(random, rows * columns, k),
            count => Uniform(random, count, k),
            (rows, columns) => Uniform(random, rows * columns, k),
            count => Uniform(random, count, 1)), seed);
    }

    /// <summary>Weights of the size with which training begins, U(-k, k) with k = 1 / sqrt(H), and ranges of inputs in [-1, 1].</summary>
    public static Model TrainedLike(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        var random = new Random(seed);
        float k = 1 / MathF.Sqrt(hiddenSize);
        Model model = Build(options, inputSize, hiddenSize, new Draw(
            (rows, columns) => Uniform(random, rows * columns, k),
            (rows, columns) => Uniform(random, rows * columns, k),
            count => Uniform(random, count, k),
            (rows, columns) => Uniform(random, rows * columns, k),
            count => Uniform(random, count, k)), seed);
        return WithInputRanges(model);
    }

    /// <summary>The model with ranges of inputs in [-1, 1].</summary>
    public static Model WithInputRanges(Model model) =>
        model.WithRanges(new ModelRanges(Enumerable.Repeat(new ValueRange(-1, 1), model.InputSize), model.AllLayers.OfType<CellLayer>().Select(_ => StateRange.None)));

    /// <summary>A contractive model; give it inputs in [-1, 1], such as those of <see cref="Inputs"/>.</summary>
    public static Model Contractive(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        var random = new Random(seed);
        double q = options.Kind == "rnn" ? 0.5 : 0.25;
        return Build(options, inputSize, hiddenSize, new Draw(
            (rows, columns) => Rows(Uniform(random, rows * columns, 1), columns, 0.6),
            (rows, columns) => Rows(Uniform(random, rows * columns, 1), columns, q),
            count => Uniform(random, count, 0.2f),
            (rows, columns) => Rows(Uniform(random, rows * columns, 1), columns, 1),
            count => Uniform(random, count, 0.1f)), seed);
    }

    /// <summary>Inputs from U(-1, 1).</summary>
    public static Sequence Inputs(int steps, int width, int seed) => Sequence.Of(width, Uniform(new Random(seed), steps * width, 1));

    /// <summary>A state from U(-1, 1), [StateSize].</summary>
    public static float[] State(Model model, int seed) => Uniform(new Random(seed), model.StateSize, 1);

    private sealed record Draw(
        Func<int, int, float[]> Input,
        Func<int, int, float[]> Recurrent,
        Func<int, float[]> Bias,
        Func<int, int, float[]> Projection,
        Func<int, float[]> Peepholes);

    private static Model Build(CellOptions options, int inputSize, int hiddenSize, Draw draw, int seed)
    {
        int gates = options.Kind switch { "rnn" => 1, "gru" => 3, _ => options.Coupled ? 3 : 4 };
        int recurrent = options.Projection ? (hiddenSize + 1) / 2 : hiddenSize;
        int rows = gates * hiddenSize;
        Tensor Make(string name, int r, int c, float[] values) => new(name, r, c, values);
        var weights = new CellWeights
        {
            InputWeights = Make(TensorNames.InputWeights, rows, inputSize, draw.Input(rows, inputSize)),
            RecurrentWeights = Make(TensorNames.RecurrentWeights, rows, recurrent, draw.Recurrent(rows, recurrent)),
        };
        if (options.InputBias) weights.InputBias = Make(TensorNames.InputBias, 1, rows, draw.Bias(rows));
        if (options.RecurrentBias) weights.RecurrentBias = Make(TensorNames.RecurrentBias, 1, rows, draw.Bias(rows));
        int peepholeRows = options.Coupled ? 2 : 3;
        if (options.Peepholes) weights.Peepholes = Make(TensorNames.Peepholes, peepholeRows, hiddenSize, draw.Peepholes(peepholeRows * hiddenSize));
        if (options.Projection) weights.Projection = Make(TensorNames.Projection, recurrent, hiddenSize, draw.Projection(recurrent, hiddenSize));
        if (options.InitialState)
        {
            weights.InitialHidden = Make(TensorNames.InitialHidden, 1, recurrent, Uniform(new Random(seed + 1), recurrent, 0.5f));
            if (options.Kind == "lstm") weights.InitialCell = Make(TensorNames.InitialCell, 1, hiddenSize, Uniform(new Random(seed + 2), hiddenSize, 0.5f));
        }
        string name = $"{options}-{inputSize}x{hiddenSize}-seed{seed}";
        return options.Kind switch
        {
            "rnn" => new Model(name, new RnnLayer(inputSize, hiddenSize, options.Activation, weights)),
            "gru" => new Model(name, new GruLayer(inputSize, hiddenSize, options.Reset, weights)),
            _ => new Model(name, new LstmLayer(inputSize, hiddenSize, options.Coupled, weights)),
        };
    }

    private static float[] Uniform(Random random, int count, float limit)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (2 * random.NextSingle() - 1) * limit;
        return values;
    }

    /// <summary>Scales every row to an absolute sum, or only those above it.</summary>
    private static float[] Rows(float[] matrix, int columns, double sum, bool onlyAbove = false)
    {
        for (int start = 0; start < matrix.Length; start += columns)
        {
            double now = 0;
            for (int j = 0; j < columns; j++) now += Math.Abs(matrix[start + j]);
            if (now == 0 || onlyAbove && now <= sum) continue;
            for (int j = 0; j < columns; j++) matrix[start + j] = (float)(matrix[start + j] * sum / now);
        }
        return matrix;
    }
}
