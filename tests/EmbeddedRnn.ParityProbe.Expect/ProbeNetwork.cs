using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.ParityProbe.Expect;

/// <summary>A network of the probe: a class of one shape.</summary>
/// <param name="ClassName">The class: "LstmPeepholesStepMixed".</param>
/// <param name="Model">The network, with random weights.</param>
/// <param name="Kind">The kind of cell in words.</param>
/// <param name="Family">The gates' functions in words; of an RNN, its activation.</param>
/// <param name="Candidate">The candidate's function.</param>
/// <param name="Shape">The name of the shape, a key of <see cref="Shapes"/>.</param>
/// <param name="Weights">How the weights are kept.</param>
internal sealed record ProbeNetwork(string ClassName, Model Model, string Kind, string Family, string Candidate, string Shape, WeightFormat Weights = WeightFormat.Float32)
{
    /// <summary>"each gate its own" besides the names of <see cref="GateFamilies"/>.</summary>
    public const string MixedFamily = "MixedGates";

    private const int Inputs = 2;

    /// <summary>The shapes by name.</summary>
    public static IReadOnlyDictionary<string, DeviceShape> Shapes { get; } = new Dictionary<string, DeviceShape>
    {
        ["Looped"] = DeviceShape.Looped,
        ["Rolled"] = DeviceShape.Rolled,
        ["Mixed"] = DeviceShape.Mixed(1),
        ["Unrolled"] = DeviceShape.Unrolled,
        ["RolledColumns"] = DeviceShape.RolledColumns,
        ["UnrolledColumns"] = DeviceShape.UnrolledColumns,
    };

    /// <summary>The families of gates, and each gate with a function of its own.</summary>
    public static IReadOnlyList<string> Families { get; } =
        Enum.GetValues<Gate>().Where(gate => gate != Gate.FromModel).Select(gate => gate.ToString()).Append(MixedFamily).ToArray();

    /// <summary>The functions of candidates.</summary>
    public static IReadOnlyList<string> Candidates { get; } = ["Tanh", "HardTanh", "Relu"];

    /// <summary>Those that every layer has; only an LSTM and a GRU with the reset before can be taken by columns.</summary>
    public static IReadOnlyList<string> ShapeNames { get; } = [.. Shapes.Keys.Where(name => !Shapes[name].ByColumns)];

    /// <summary>Those of integer weights.</summary>
    public static IReadOnlyList<string> IntegerShapes { get; } = ["Rolled", "Mixed", "Unrolled"];

    /// <summary>The functions of plain cells.</summary>
    public static IReadOnlyList<Activation> Activations { get; } = [Activation.Tanh, Activation.Relu];

    /// <summary>The kinds of cells that have gates.</summary>
    public static IReadOnlyList<(string Name, CellOptions Options, int Units)> Kinds { get; } =
    [
        ("GruAfter", CellOptions.Gru(ResetPosition.After), 3), ("GruBefore", WithoutBias(CellOptions.Gru(ResetPosition.Before)), 3),
        ("Lstm", CellOptions.Lstm(), 3), ("LstmPeepholes", CellOptions.Lstm(peepholes: true), 3),
        ("LstmProjection", WithoutBias(CellOptions.Lstm(projection: true)), 4), ("LstmCoupled", WithoutBias(CellOptions.Lstm(coupled: true)), 3),
    ];

    /// <summary>All that one assembly holds: every kind of cell and every family in every shape, and every kind with integer weights.</summary>
    public static IReadOnlyList<ProbeNetwork> All { get; } = [.. Rnns(), .. Grus(), .. Lstms(), .. Columns(), .. Stacks(), .. Integers()];

    /// <summary>The network in words.</summary>
    public string Description => $"{string.Join(" -> ", Model.Layers.Select(layer => layer.Describe()))}; {Shape.ToLowerInvariant()}{(Weights == WeightFormat.Float32 ? "" : $", {Weights.ToString().ToLowerInvariant()}")}";

    /// <summary>Its files.</summary>
    public IReadOnlyList<EmittedFile> Emit() =>
        DeviceCompiler.Compile(ClassTarget.Parse("ParityProbe." + ClassName), Model, new DeviceOptions { Shape = Shapes[Shape], Weights = Weights });

    private static IEnumerable<ProbeNetwork> Rnns() => ShapeNames.Select((shape, i) => Of(Activations[i % Activations.Count], shape));

    // With the LSTMs each family comes in every shape.
    private static IEnumerable<ProbeNetwork> Grus()
    {
        int[] firstShape = [1, 0, 2, 3, 1, 0, 2];
        for (int reset = 0; reset < 2; reset++)
        {
            for (int family = 0; family < Families.Count; family++)
            {
                yield return Of(Kinds[reset], Families[family], Candidates[(family + reset) % 3], ShapeNames[(firstShape[family] + 2 * reset) % 4]);
            }
        }
    }

    private static IEnumerable<ProbeNetwork> Lstms()
    {
        (string Name, CellOptions Options, int Units)[] kinds = [.. Kinds.Skip(2)];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            for (int i = 0; i < 4; i++)
            {
                string family = Families[(2 * i + kind % 2) % Families.Count];
                yield return Of(kinds[kind], family, Candidates[(kind + i) % 3], ShapeNames[(kind + i) % 4]);
            }
        }
    }

    private static IEnumerable<ProbeNetwork> Columns() =>
        Shapes.Keys.Except(ShapeNames).Select((shape, i) => Of(CellOptions.Lstm(peepholes: i == 0), 3, "LstmColumns", nameof(Gate.Step), "Tanh", shape))
            .Append(Of(WithoutBias(CellOptions.Gru(ResetPosition.Before)), 3, "GruBeforeColumns", nameof(Gate.Step), "Tanh", "RolledColumns"));

    // Both formats in every shape that they have, and every kind.
    private static IEnumerable<ProbeNetwork> Integers() =>
        Kinds.Select((kind, i) => Of(kind, Families[(3 * i + 1) % Families.Count], Candidates[i % 2], IntegerShapes[i % 3], i / 3 % 2 == 0 ? WeightFormat.Int8 : WeightFormat.Int16));

    private static IEnumerable<ProbeNetwork> Stacks()
    {
        foreach (string shape in ShapeNames)
        {
            ProbeNetwork gru = Of(CellOptions.Gru(ResetPosition.After), 4, "", nameof(Gate.HardSigmoid05), "Tanh", shape);
            ProbeNetwork rnn = Of(CellOptions.Rnn(Activation.Tanh), 3, "", "", "", shape, inputs: 4);
            var dense = new DenseLayer(new Tensor(TensorNames.Weights, 2, 3, [0.7f, -0.4f, 0.3f, 0.25f, 0.6f, -0.9f]), new Tensor(TensorNames.Bias, 1, 2, [0.1f, -0.2f]));
            yield return new("Stack" + shape, new Model("stack", gru.Model.Layers[0], rnn.Model.Layers[0], dense), "Stack", "", "", shape);
        }
    }

    // An assembly for the device has at most 255 arrays of constants, and in a loop each bias takes one.
    private static CellOptions WithoutBias(CellOptions options) => options with { InputBias = false, RecurrentBias = false };

    /// <summary>A network of one cell of a kind.</summary>
    public static ProbeNetwork Of((string Name, CellOptions Options, int Units) kind, string family, string candidate, string shape, WeightFormat weights = WeightFormat.Float32) =>
        Of(kind.Options, kind.Units, kind.Name, family, candidate, shape, weights: weights);

    /// <summary>A network of one plain cell.</summary>
    public static ProbeNetwork Of(Activation activation, string shape, WeightFormat weights = WeightFormat.Float32) =>
        Of(CellOptions.Rnn(activation), 3, "Rnn", activation.ToString(), activation.ToString(), shape, weights: weights);

    private static ProbeNetwork Of(CellOptions options, int units, string kind, string family, string candidate, string shape, int inputs = Inputs, WeightFormat weights = WeightFormat.Float32)
    {
        string name = kind + family + shape + (weights == WeightFormat.Float32 ? "" : weights.ToString());
        int seed = name.Aggregate(17, (sum, letter) => unchecked(sum * 31 + letter));
        Model random = RandomModels.Create(options, inputs, units, seed).WithCells(cell => WithFunctions(cell, family, candidate));
        return new(name, weights == WeightFormat.Float32 ? random : WithRanges(random), kind, family, candidate, shape, weights);
    }

    // The signal's, and of states what it takes there: beyond it they saturate, which is to be probed too.
    private static Model WithRanges(Model model) => model.WithRanges(new ModelRanges(
        Enumerable.Repeat(new ValueRange(-4, 4), model.InputSize), model.Layers.OfType<CellLayer>().Select(cell => new StateRange(4, cell is LstmLayer ? 8 : null))));

    private static CellLayer WithFunctions(CellLayer cell, string family, string candidate)
    {
        if (!Families.Contains(family)) return cell;
        var functions = cell.Functions.ToArray();
        int gate = 0;
        for (int i = 0; i < cell.Gates.Count; i++)
            functions[i] = cell.Gates[i] == "candidate" ? GateFamilies.CandidateFunction(candidate)! : GateFamilies.GateFunction(family == MixedFamily ? Families[(2 + 3 * gate++) % 6] : family)!;
        return cell.With(candidate == "Relu" ? Smaller(cell.ToWeights()) : cell.ToWeights(), functions, cell.Clip);
    }

    // With an unbounded candidate the state must not grow without end.
    private static CellWeights Smaller(CellWeights weights)
    {
        Tensor recurrent = weights.RecurrentWeights!;
        weights.RecurrentWeights = new Tensor(recurrent.Name, recurrent.Rows, recurrent.Columns, Enumerable.Range(0, recurrent.Count).Select(i => recurrent[i] * 0.25f).ToArray());
        return weights;
    }
}
