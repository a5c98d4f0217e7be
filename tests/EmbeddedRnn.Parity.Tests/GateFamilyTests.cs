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

    private static readonly ActivationFunction[] Families =
        [.. new[] { Gate.HardSigmoid02, Gate.HardSigmoid6, Gate.HardSigmoid025, Gate.HardSigmoid05, Gate.Step }.Select(g => GateFamilies.Function(g)!)];

    private static readonly (CellOptions Options, int InputSize, int HiddenSize)[] Cells =
    [
        (CellOptions.Gru(ResetPosition.After), 3, 21), (CellOptions.Gru(ResetPosition.Before), 2, 19),
        (CellOptions.Lstm(), 4, 18), (CellOptions.Lstm(peepholes: true, projection: true), 3, 20), (CellOptions.Lstm(coupled: true), 2, 17),
    ];

    // Large enough that work behind closed gates is left out.
    private static readonly (CellOptions Options, int InputSize, int HiddenSize)[] LargeCells =
        [(CellOptions.Gru(ResetPosition.After), 3, 100), (CellOptions.Gru(ResetPosition.Before), 2, 67), (CellOptions.Lstm(), 4, 72)];

    [Fact]
    public void EveryFamilyIsWithinTheTolerance()
    {
        List<Model> models =
        [
            .. Cells.SelectMany(c => Gates().Select(g => GatedModels.Create(c.Options, c.InputSize, c.HiddenSize, g))),
            .. LargeCells.SelectMany(c => Gates().Select(g => GatedModels.CreateLarge(c.Options, c.InputSize, c.HiddenSize, g))),
        ];
        GeneratedClasses.Compile(models);
        foreach (Model model in models)
        {
            foreach (Engine engine in GeneratedClasses.Engines(model)) Check(engine, model);
        }
    }

    // Every family for all gates, and one where each gate has its own.
    private static IEnumerable<Func<int, ActivationFunction>> Gates() =>
        Families.Select(f => (Func<int, ActivationFunction>)(_ => f)).Append(i => Families[(i + 4) % Families.Length]);

    private static void Check(Engine engine, Model model)
    {
        Sequence inputs = RandomModels.Inputs(Steps, model.InputSize, 3);
        float[] state = RandomModels.State(model, 4);
        ParityResult result = engine.Parity.AgainstReference(inputs, 1e-6, state);
        Assert.False(result.Diverged, $"{engine}: {result.Message}");
        Assert.True(result.ComparedSteps > Steps / 2, $"{engine}: only {result.ComparedSteps} steps decide anything.");
        Assert.True(Saturated(model, inputs, state) > Steps, $"{engine}: gates are hardly ever closed or open.");
    }

    private static int Saturated(Model model, Sequence inputs, float[] state)
    {
        var reference = new ReferenceNetwork<float>(model);
        reference.SetState(state);
        var output = new float[model.OutputSize];
        int count = 0;
        for (int step = 0; step < Steps; step++)
        {
            reference.Step(inputs.ToSingle().AsSpan(step * model.InputSize, model.InputSize), output);
            foreach (Gate<float> gate in reference.Gates(0).Where(g => g.Name != "candidate"))
            {
                foreach (float value in gate.Value) count += value is 0 or 1 ? 1 : 0;
            }
        }
        return count;
    }

    /// <summary>What a closed gate hides does not come out, not even as NaN or as the sign of a zero.</summary>
    [Fact]
    public void NothingPassesAClosedGate()
    {
        Model[] models = [.. Cells.Select(cell => GatedModels.Create(cell.Options, cell.InputSize, cell.HiddenSize, _ => ActivationFunction.Step))];
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
}
