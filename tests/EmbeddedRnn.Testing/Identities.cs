using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>
/// Identities from theory, for every engine. Gates are pinned with a bias of 100 or -100, where a sigmoid is 1 or 0 to the last
/// bit of a float. What "exactly" stands in needs just that of an engine; the others allow its arithmetic 2e-6.
/// </summary>
public static class Identities
{
    private const float Open = 100;
    private const float Closed = -100;
    private const double Rounding = 2e-6;
    private const int Steps = 20;

    private static readonly (int Input, int Hidden)[] Sizes = { (1, 1), (3, 5), (2, 8), (7, 17), (4, 33) };

    /// <summary>All identities at all sizes.</summary>
    public static IReadOnlyList<Identity> All { get; } = Sizes.SelectMany(size => Of(size.Input, size.Hidden)).ToArray();

    /// <summary>All identities at one size.</summary>
    public static IEnumerable<Identity> Of(int inputSize, int hiddenSize)
    {
        int seed = 100 * inputSize + hiddenSize;
        foreach (ResetPosition reset in new[] { ResetPosition.After, ResetPosition.Before })
        {
            yield return GruIsRnn(reset, inputSize, hiddenSize, seed);
            yield return UpdateOneKeeps(reset, inputSize, hiddenSize, seed);
        }
        foreach (CellOptions lstm in CellOptions.Cells.Where(cell => cell.Kind == "lstm"))
            yield return ForgetOneKeeps(lstm, inputSize, hiddenSize, seed);
        foreach (CellOptions lstm in CellOptions.Cells.Where(cell => cell is { Coupled: true, Peepholes: false }))
        {
            foreach (Gate gate in new[] { Gate.HardSigmoid02, Gate.Step }) yield return CoupledOneForgets(lstm, gate, inputSize, hiddenSize, seed);
        }
        foreach (CellOptions cell in CellOptions.Cells)
            yield return ZeroWeights(cell, inputSize, hiddenSize, seed);
        yield return IdentityRecurrenceKeeps(inputSize, hiddenSize, seed);
        yield return CoupledIsNegatedForget(inputSize, hiddenSize, seed);
        yield return IdentityProjectionIsNone(inputSize, hiddenSize, seed);
        yield return ZeroPeepholesAreNone(inputSize, hiddenSize, seed);
    }

    /// <summary>GRU with r = 1 and z = 0 is the RNN: h' = n = tanh(W x + bW + U h + bU).</summary>
    private static Identity GruIsRnn(ResetPosition reset, int inputSize, int hiddenSize, int seed)
    {
        Model rnn = RandomModels.Contractive(CellOptions.Rnn(Activation.Tanh), inputSize, hiddenSize, seed);
        var cell = (RnnLayer)rnn.Layers[0];
        var gru = new GruLayer(inputSize, hiddenSize, reset, new CellWeights
        {
            InputWeights = Weights.Stack(TensorNames.InputWeights, inputSize, Weights.Zero(hiddenSize * inputSize), Weights.Zero(hiddenSize * inputSize), cell.InputWeights.ToArray()),
            RecurrentWeights = Weights.Stack(TensorNames.RecurrentWeights, hiddenSize, Weights.Zero(hiddenSize * hiddenSize), Weights.Zero(hiddenSize * hiddenSize), cell.RecurrentWeights.ToArray()),
            InputBias = Weights.Stack(TensorNames.InputBias, 3 * hiddenSize, Weights.Fill(hiddenSize, Closed), Weights.Fill(hiddenSize, Open), cell.InputBias!.ToArray()),
            RecurrentBias = Weights.Stack(TensorNames.RecurrentBias, 3 * hiddenSize, Weights.Zero(hiddenSize), Weights.Zero(hiddenSize), cell.RecurrentBias!.ToArray()),
        });
        return SameAs(rnn, new Model($"gru-{reset}-is-rnn-{inputSize}x{hiddenSize}".ToLowerInvariant(), gru), seed);
    }

    /// <summary>GRU with z = 1 keeps its state exactly, whatever comes in.</summary>
    private static Identity UpdateOneKeeps(ResetPosition reset, int inputSize, int hiddenSize, int seed)
    {
        Model model = RandomModels.Contractive(CellOptions.Gru(reset), inputSize, hiddenSize, seed);
        Model pinned = Weights.Pin(model, "gru-" + reset, "z=1-keeps", (0, Open));
        float[] start = RandomModels.State(pinned, seed);
        return Expect(pinned, seed, start, 0, (_, i) => start[i]);
    }

    /// <summary>LSTM with f = 1 and i = 0 keeps its cell state exactly; a coupled one needs i = 0 alone. h' is left open.</summary>
    private static Identity ForgetOneKeeps(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        Model model = RandomModels.Contractive(options, inputSize, hiddenSize, seed);
        Model pinned = options.Coupled
            ? Weights.Pin(model, options.ToString(), "i=0-keeps", (0, Closed))
            : Weights.Pin(model, options.ToString(), "f=1-i=0-keeps", (0, Closed), (1, Open));
        float[] start = RandomModels.State(pinned, seed);
        return Expect(pinned, seed, start, 0, (_, i) => i < pinned.OutputSize ? double.NaN : start[i]);
    }

    /// <summary>A coupled LSTM with i = 1 has f = 0 and forgets c, even one that is infinite or NaN: c' = g, here 0, and h' = 0, both +0.</summary>
    private static Identity CoupledOneForgets(CellOptions options, Gate gate, int inputSize, int hiddenSize, int seed)
    {
        Model zero = Weights.AllZero(RandomModels.Contractive(options, inputSize, hiddenSize, seed), "zero")
            .WithCells(cell => cell.With(cell.Functions.Select((f, i) => cell.IsGate(i) ? GateFamilies.Function(gate)! : f).ToArray()));
        Model pinned = Weights.Pin(zero, $"{options}-{gate}", "i=1-forgets", (0, Open));
        float[] start = RandomModels.State(pinned, seed), odd = { float.PositiveInfinity, float.NegativeInfinity, float.NaN, -1 };
        for (int u = 0; u < hiddenSize; u++) start[pinned.OutputSize + u] = odd[u % odd.Length];
        return Expect(pinned, seed, start, 0, (_, _) => 0);
    }

    /// <summary>All weights zero: the RNN gives 0, the GRU halves h, the LSTM halves c and gives tanh(c') / 2 (0 through a zero projection).</summary>
    private static Identity ZeroWeights(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        Model model = Weights.AllZero(RandomModels.Contractive(options, inputSize, hiddenSize, seed), $"{options}-all-zero-{inputSize}x{hiddenSize}");
        float[] start = RandomModels.State(model, seed);
        int hidden = model.OutputSize;
        return Expect(model, seed, start, Rounding, (t, i) =>
        {
            double halved = Math.Pow(0.5, t + 1);
            return options.Kind switch
            {
                "rnn" => 0,
                "gru" => start[i] * halved,
                _ when i >= hidden => start[i] * halved,
                _ when options.Projection => 0,
                _ => 0.5 * Math.Tanh(start[hidden + i] * halved),
            };
        });
    }

    /// <summary>A ReLU network with U the identity and W = 0 (the start of an IRNN) keeps a state that is not negative, exactly.</summary>
    private static Identity IdentityRecurrenceKeeps(int inputSize, int hiddenSize, int seed)
    {
        var model = new Model($"irnn-keeps-{inputSize}x{hiddenSize}", new RnnLayer(inputSize, hiddenSize, Activation.Relu, new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, hiddenSize, inputSize, Weights.Zero(hiddenSize * inputSize)),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, hiddenSize, hiddenSize, Weights.Identity(hiddenSize)),
        }));
        float[] start = Array.ConvertAll(RandomModels.State(model, seed), Math.Abs);
        return Expect(model, seed, start, 0, (_, i) => start[i]);
    }

    /// <summary>f = 1 - s(a) = s(-a): a coupled LSTM is the plain one whose forget gate has the input gate's weights negated.</summary>
    private static Identity CoupledIsNegatedForget(int inputSize, int hiddenSize, int seed)
    {
        Model coupled = RandomModels.Contractive(CellOptions.Lstm(coupled: true), inputSize, hiddenSize, seed);
        var cell = (LstmLayer)coupled.Layers[0];
        Tensor WithForget(Tensor t)
        {
            float[] values = t.ToArray();
            int block = values.Length / 3;
            float[] forget = Array.ConvertAll(values[..block], v => -v);
            return Weights.Stack(t.Name, t.Rows == 1 ? 4 * hiddenSize : t.Columns, values[..block], forget, values[block..]);
        }

        var plain = new LstmLayer(inputSize, hiddenSize, false, new CellWeights
        {
            InputWeights = WithForget(cell.InputWeights),
            RecurrentWeights = WithForget(cell.RecurrentWeights),
            InputBias = WithForget(cell.InputBias!),
            RecurrentBias = WithForget(cell.RecurrentBias!),
        });
        return SameAs(new Model("plain", plain), coupled.WithName($"lstm-coupled-is-negated-forget-{inputSize}x{hiddenSize}"), seed);
    }

    /// <summary>A projection by the identity is none.</summary>
    private static Identity IdentityProjectionIsNone(int inputSize, int hiddenSize, int seed)
    {
        Model plain = RandomModels.Contractive(CellOptions.Lstm(), inputSize, hiddenSize, seed);
        CellWeights weights = ((LstmLayer)plain.Layers[0]).ToWeights();
        weights.Projection = new Tensor(TensorNames.Projection, hiddenSize, hiddenSize, Weights.Identity(hiddenSize));
        return SameAs(plain, new Model($"lstm-identity-projection-{inputSize}x{hiddenSize}", new LstmLayer(inputSize, hiddenSize, false, weights)), seed);
    }

    /// <summary>Peepholes of zero are none.</summary>
    private static Identity ZeroPeepholesAreNone(int inputSize, int hiddenSize, int seed)
    {
        Model plain = RandomModels.Contractive(CellOptions.Lstm(), inputSize, hiddenSize, seed);
        CellWeights weights = ((LstmLayer)plain.Layers[0]).ToWeights();
        weights.Peepholes = new Tensor(TensorNames.Peepholes, 3, hiddenSize, Weights.Zero(3 * hiddenSize));
        return SameAs(plain, new Model($"lstm-zero-peepholes-{inputSize}x{hiddenSize}", new LstmLayer(inputSize, hiddenSize, false, weights)), seed);
    }

    /// <summary>A model must do what the double reference of another one does.</summary>
    private static Identity SameAs(Model other, Model model, int seed)
    {
        float[] start = RandomModels.State(model, seed);
        var network = new ReferenceNetwork<double>(other);
        network.SetState(Array.ConvertAll(start, v => (double)v));
        Sequence inputs = RandomModels.Inputs(Steps, model.InputSize, seed);
        var states = new double[Steps * model.StateSize];
        for (int t = 0; t < Steps; t++)
        {
            network.Step(inputs.Row(t), new double[other.OutputSize]);
            network.CopyStateTo(states.AsSpan(t * model.StateSize, model.StateSize));
        }
        return new Identity(model.Name, model, inputs, start, new Sequence(model.StateSize, states), Rounding);
    }

    private static Identity Expect(Model model, int seed, float[] start, double tolerance, Func<int, int, double> expected)
    {
        var states = new double[Steps * model.StateSize];
        for (int k = 0; k < states.Length; k++) states[k] = expected(k / model.StateSize, k % model.StateSize);
        return new Identity(model.Name, model, RandomModels.Inputs(Steps, model.InputSize, seed), start, new Sequence(model.StateSize, states), tolerance);
    }
}
