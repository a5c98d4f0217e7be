using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Every family of gates on every kernel, with gates that really open and close.</summary>
public class GateFamilyTests
{
    private const int Steps = 200;

    // Where a step gate's sum is this close to its threshold, rounding decides, and the step proves nothing.
    private const double Threshold = 1e-5;

    private static readonly ActivationFunction[] Families =
        [.. new[] { Gate.HardSigmoid02, Gate.HardSigmoid6, Gate.HardSigmoid025, Gate.HardSigmoid05, Gate.Step }.Select(g => GateFamilies.Function(g)!)];

    private static readonly (CellOptions Options, int InputSize, int HiddenSize)[] Cells =
    [
        (CellOptions.Gru(ResetPosition.After), 3, 21), (CellOptions.Gru(ResetPosition.Before), 2, 19),
        (CellOptions.Lstm(), 4, 18), (CellOptions.Lstm(peepholes: true, projection: true), 3, 20), (CellOptions.Lstm(coupled: true), 2, 17),
    ];

    [Fact]
    public void EveryFamilyIsWithinTheTolerance()
    {
        List<Model> models = [.. Cells.SelectMany(cell => Families.Select(f => Model(cell, _ => f)).Append(Model(cell, i => Families[(i + 4) % Families.Length])))];
        GeneratedClasses.Compile(models);
        foreach (Model model in models)
        {
            foreach (Engine engine in GeneratedClasses.Engines(model)) Check(engine, model);
        }
    }

    private static void Check(Engine engine, Model model)
    {
        float[] inputs = RandomModels.Inputs(Steps, model.InputSize, 3).ToSingle();
        float[] state = RandomModels.State(model, 4);
        var reference = new ReferenceNetwork<double>(model);
        var expected = new double[model.OutputSize];
        var output = new float[model.OutputSize];
        var after = new float[model.StateSize];
        var exact = new double[model.StateSize];
        int closed = 0, compared = 0;
        for (int step = 0; step < Steps; step++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(step * model.InputSize, model.InputSize);
            engine.SetState(state);
            engine.Step(input, output);
            engine.CopyStateTo(after);
            reference.SetState(Array.ConvertAll(state, v => (double)v));
            reference.Step(Array.ConvertAll(input.ToArray(), v => (double)v), expected);
            reference.CopyStateTo(exact);
            bool decided = true;
            foreach (Gate<double> gate in reference.Gates(0).Where(g => g.Name != "candidate"))
            {
                foreach (double value in gate.Value) closed += value is 0 or 1 ? 1 : 0;
                if (((CellLayer)model.Layers[0]).Functions.Contains(ActivationFunction.Step) && gate.PreActivation.ToArray().Any(a => Math.Abs(a) < Threshold)) decided = false;
            }
            if (decided)
            {
                compared++;
                for (int i = 0; i < exact.Length; i++)
                    Assert.True(Math.Abs(after[i] - exact[i]) <= 1e-6 * Math.Max(1, Math.Abs(exact[i])), $"{engine}, step {step}, state {i}: expected {exact[i]}, got {after[i]}.");
            }
            after.CopyTo(state, 0);
        }
        Assert.True(compared > Steps / 2, $"{engine}: only {compared} steps decide anything.");
        Assert.True(closed > Steps, $"{engine}: gates were closed or open {closed} times only.");
    }

    /// <summary>What a closed gate hides does not come out, not even as NaN or as the sign of a zero.</summary>
    [Fact]
    public void NothingPassesAClosedGate()
    {
        Model[] models = [.. Cells.Select(cell => Model(cell, _ => ActivationFunction.Step))];
        GeneratedClasses.Compile(models);
        foreach (Model model in models.Where(m => m.Layers[0] is LstmLayer { Projection: null, Peepholes: null }))
        {
            foreach (Engine engine in GeneratedClasses.Engines(model))
            {
                float[] state = RandomModels.State(model, 4);
                int hidden = model.OutputSize;
                for (int i = 0; i < hidden; i++) state[hidden + i] = i % 2 == 0 ? float.NaN : -1;
                var output = new float[hidden];
                engine.SetState(state);
                engine.Step(RandomModels.Inputs(1, model.InputSize, 3).ToSingle(), output);
                var reference = new ReferenceNetwork<float>(model);
                var expected = new float[hidden];
                reference.SetState(state);
                reference.Step(RandomModels.Inputs(1, model.InputSize, 3).ToSingle(), expected);
                for (int i = 0; i < hidden; i++)
                {
                    bool open = reference.Gates(0).Single(g => g.Name == "output").Value[i] == 1;
                    if (!open) Assert.Equal(0, BitConverter.SingleToInt32Bits(output[i]));
                    Assert.Equal(float.IsNaN(expected[i]), float.IsNaN(output[i]));
                }
            }
        }
    }

    // Weights large enough that sums reach the ends of every family.
    private static Model Model((CellOptions Options, int InputSize, int HiddenSize) cell, Func<int, ActivationFunction> gate)
    {
        Model plain = RandomModels.Contractive(cell.Options, cell.InputSize, cell.HiddenSize, 11);
        var layer = (CellLayer)plain.Layers[0];
        CellWeights weights = layer.ToWeights();
        weights.InputWeights = Scaled(weights.InputWeights!, 8);
        ActivationFunction[] functions = [.. layer.Functions.Select((f, i) => layer.IsGate(i) ? gate(i) : f)];
        return new Model($"{plain.Name} {string.Join(' ', functions.Select(f => f.ToString()))}", layer.With(weights, functions, null));
    }

    private static Tensor Scaled(Tensor tensor, float factor) =>
        new(tensor.Name, tensor.Rows, tensor.Columns, [.. tensor.ToArray().Select(v => v * factor)]);
}
