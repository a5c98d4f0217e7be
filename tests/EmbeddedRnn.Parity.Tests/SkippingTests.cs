using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>What is left out behind closed gates changes nothing: not a bit where columns are left out, and rounding alone where rows are.</summary>
[Trait("Category", "InstructionSets")]
public class SkippingTests
{
    private const int Steps = 40;

    private static readonly ActivationFunction[] Families = [GateFamilies.Function(Gate.HardSigmoid05)!, GateFamilies.Function(Gate.HardSigmoid025)!, ActivationFunction.Step];

    private static readonly CellOptions[] ColumnCells =
        [CellOptions.Lstm(), CellOptions.Lstm(peepholes: true, projection: true), CellOptions.Lstm(coupled: true), CellOptions.Gru(ResetPosition.Before)];

    // Two chains a sum, tiles that end within a word of bits, one block and many, words of columns that are not whole.
    private static readonly (int Inputs, int Units)[] Sizes = [(5, 80), (7, 200), (3, 23)];

    private static readonly PlanChoices AllWork = new() { Skipping = Skipping.Never };

    private static readonly PlanChoices NeverTooMany = new() { Skipping = Skipping.Always, MostLive = int.MaxValue };

    private static readonly PlanChoices SomeTooMany = new() { Skipping = Skipping.Always };

    [Fact]
    public void LeftOutColumnsChangeNoBit()
    {
        Model[] models = [.. from cell in ColumnCells from size in Sizes select GatedModels.CreateLarge(cell, size.Inputs, size.Units, i => Families[(i + size.Units) % Families.Length])];
        foreach (PlanChoices choices in new[] { AllWork, NeverTooMany, SomeTooMany }) GeneratedClasses.Compile(models, forced: choices);
        foreach (Model model in models)
        {
            foreach (Kernel kernel in Engine.Kernels)
            {
                float[] expected = Run(GeneratedClasses.Engine(model, kernel, forced: AllWork));
                Assert.Equal(expected, Run(GeneratedClasses.Engine(model, kernel, forced: NeverTooMany)));
                Assert.Equal(expected, Run(GeneratedClasses.Engine(model, kernel, forced: SomeTooMany)));
            }
        }
    }

    /// <summary>From the same state, whichever way the others take.</summary>
    [Fact]
    public void LeftOutRowsChangeARounding()
    {
        Model[] models = RowModels(Sizes);
        foreach (PlanChoices choices in new[] { AllWork, NeverTooMany }) GeneratedClasses.Compile(models, forced: choices);
        foreach (Model model in models)
        {
            foreach (Kernel kernel in Engine.Kernels)
            {
                (Engine all, Engine rows) = (GeneratedClasses.Engine(model, kernel, forced: AllWork), GeneratedClasses.Engine(model, kernel, forced: NeverTooMany));
                float[] inputs = RandomModels.Inputs(Steps, model.InputSize, 3).ToSingle(), state = RandomModels.State(model, 4);
                float[] expected = new float[model.OutputSize], actual = new float[model.OutputSize];
                int kept = 0;
                for (int step = 0; step < Steps; step++)
                {
                    all.SetState(state);
                    rows.SetState(state);
                    all.Step(inputs.AsSpan(step * model.InputSize, model.InputSize), expected);
                    rows.Step(inputs.AsSpan(step * model.InputSize, model.InputSize), actual);
                    for (int i = 0; i < actual.Length; i++)
                    {
                        if (expected[i] == state[i]) kept++;
                        Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-6, $"{all}, step {step}, unit {i}: expected {expected[i]}, got {actual[i]}.");
                        if (expected[i] == state[i]) Assert.Equal(expected[i], actual[i]);
                    }
                    expected.CopyTo(state, 0);
                }
                Assert.True(kept > Steps, $"{all}: only {kept} times a unit kept its state.");
            }
        }
    }

    [Fact]
    public void SequencesAndStreamsGiveTheBitsOfSteps()
    {
        Model[] models = [.. RowModels((9, 67)), .. ColumnCells.Select(c => GatedModels.CreateLarge(c, 9, 72, i => Families[i % Families.Length]))];
        foreach (PlanChoices choices in new[] { NeverTooMany, SomeTooMany })
        {
            GeneratedClasses.Compile(models, forced: choices);
            foreach (Engine engine in models.SelectMany(m => Engine.Kernels.Select(k => GeneratedClasses.Engine(m, k, forced: choices))))
            {
                float[] expected = Run(engine);
                Assert.Equal(expected, RunAtOnce(engine));
                Assert.Equal(expected, RunStreams(engine, choices));
            }
        }
    }

    /// <summary>
    /// How a step finds its gates depends on the steps before, its bits do not: a GRU that takes long stretches with work for all units
    /// and short ones with little gives what an instance gives that knows of the state alone.
    /// </summary>
    [Fact]
    public void WhatWasBeforeChangesNoBit()
    {
        const int Length = 90;
        Model[] models = [Switched(9, 67), Switched(12, 200)];
        GeneratedClasses.Compile(models, forced: SomeTooMany);
        foreach (Engine engine in models.SelectMany(m => Engine.Kernels.Select(k => GeneratedClasses.Engine(m, k, forced: SomeTooMany))))
        {
            Model model = engine.Model;
            (int inputs, int units) = (model.InputSize, model.OutputSize);
            Engine other = GeneratedClasses.Engine(model, engine.Kernel, forced: SomeTooMany);
            float[] given = RandomModels.Inputs(Length, inputs, 3).ToSingle(), expected = new float[Length * units], before = new float[units];
            for (int step = 0; step < Length; step++) given[step * inputs] = step % 30 is 2 or 24 or > 26 ? 1 : -1;
            int kept = 0;
            for (int step = 0; step < Length; step++)
            {
                Span<float> now = expected.AsSpan(step * units, units);
                engine.Step(given.AsSpan(step * inputs, inputs), now);
                // The other one never comes to many steps in a row with work for most.
                var actual = new float[units];
                if (step % 10 == 0) other.Step(given.AsSpan(2 * inputs, inputs), actual);
                other.SetState(before);
                other.Step(given.AsSpan(step * inputs, inputs), actual);
                Assert.Equal(now.ToArray(), actual);
                kept += before.Zip(actual, (b, a) => b == a ? 1 : 0).Sum();
                now.CopyTo(before);
            }
            Assert.InRange(kept, units, Length * units / 2);

            Engine sequence = GeneratedClasses.Engine(model, engine.Kernel, forced: SomeTooMany);
            var results = new float[Length * units];
            foreach ((int from, int to) in new[] { (0, 37), (37, Length) })
                sequence.Run(given.AsSpan(from * inputs, (to - from) * inputs), results.AsSpan(from * units, (to - from) * units));
            Assert.Equal(expected, results);
        }
    }

    // The first input keeps most units as they are, or gives all work to do.
    private static Model Switched(int inputs, int units)
    {
        Model plain = GatedModels.CreateLarge(CellOptions.Gru(ResetPosition.After), inputs, units, i => Families[i % Families.Length]);
        var layer = (GruLayer)plain.Layers[0];
        CellWeights weights = layer.ToWeights();
        float[] values = weights.InputWeights!.ToArray();
        for (int unit = 0; unit < units; unit++) values[unit * inputs] = unit % 7 == 0 ? 0 : 40;
        weights.InputWeights = new Tensor(weights.InputWeights.Name, weights.InputWeights.Rows, weights.InputWeights.Columns, values);
        return new Model($"switched {inputs},{units}", layer.With(weights));
    }

    /// <summary>A sequence that goes bad does not stay bad after a reset: nothing of it is left in the padding of vectors.</summary>
    [Fact]
    public void NothingIsLeftOfNaN()
    {
        Model[] models = [.. RowModels((9, 67)), .. ColumnCells.Select(c => GatedModels.CreateLarge(c, 9, 67, i => Families[i % Families.Length]))];
        GeneratedClasses.Compile(models, forced: NeverTooMany);
        foreach (Engine engine in models.SelectMany(m => Engine.Kernels.Select(k => GeneratedClasses.Engine(m, k, forced: NeverTooMany))))
        {
            float[] expected = Run(engine);
            float[] bad = [.. Enumerable.Repeat(float.NaN, engine.Model.InputSize)];
            for (int i = 0; i < 3; i++) engine.Step(bad, new float[engine.Model.OutputSize]);
            Assert.Equal(expected, Run(engine));
        }
    }

    /// <summary>Zero times infinity, in a column that is left out: the one thing that leaving columns out changes.</summary>
    [Fact]
    public void AWeightThatIsNotFiniteIsNotSeenBehindAZero()
    {
        const int Units = 66, Closed = 5;
        Model plain = GatedModels.CreateLarge(CellOptions.Lstm(), 5, Units, _ => ActivationFunction.Step);
        var layer = (LstmLayer)plain.Layers[0];
        CellWeights weights = layer.ToWeights();
        float[] bias = weights.InputBias!.ToArray(), recurrent = weights.RecurrentWeights!.ToArray(), zeros = weights.RecurrentWeights.ToArray();
        bias[(3 * Units) + Closed] = -100;
        for (int row = 0; row < 4 * Units; row++) (recurrent[(row * Units) + Closed], zeros[(row * Units) + Closed]) = (float.PositiveInfinity, 0);
        Model With(string name, float[] values)
        {
            weights.InputBias = new Tensor(weights.InputBias!.Name, weights.InputBias.Rows, weights.InputBias.Columns, bias);
            weights.RecurrentWeights = new Tensor(weights.RecurrentWeights!.Name, weights.RecurrentWeights.Rows, weights.RecurrentWeights.Columns, values);
            return new Model(name, layer.With(weights));
        }

        Model infinite = With("infinite", recurrent), finite = With("finite", zeros);
        foreach (Kernel kernel in Engine.Kernels.Where(k => k != Kernel.Scalar))
        {
            Engine skipping = GeneratedClasses.Engine(infinite, kernel, forced: NeverTooMany), all = GeneratedClasses.Engine(infinite, kernel, forced: AllWork);
            float[] results = FromRest(skipping);
            Assert.Equal(FromRest(GeneratedClasses.Engine(finite, kernel, forced: NeverTooMany)), results);
            Assert.All(results, value => Assert.True(float.IsFinite(value)));
            // There the product is NaN, and step gates of NaN are closed.
            Assert.All(FromRest(all), value => Assert.Equal(0, value));
        }
    }

    private static float[] FromRest(Engine engine)
    {
        engine.SetState(new float[engine.Model.StateSize]);
        var results = new float[Steps * engine.Model.OutputSize];
        engine.Run(Inputs(engine), results);
        return results;
    }

    private static Model[] RowModels(params (int Inputs, int Units)[] sizes) =>
        [.. from size in sizes from f in Enumerable.Range(0, 3) select GatedModels.CreateLarge(CellOptions.Gru(ResetPosition.After), size.Inputs, size.Units, i => i == 1 && f == 2 ? ActivationFunction.Sigmoid : Families[(i + f) % Families.Length])];

    private static float[] Start(Engine engine) => RandomModels.State(engine.Model, 4);

    private static float[] Inputs(Engine engine) => RandomModels.Inputs(Steps, engine.Model.InputSize, 3).ToSingle();

    // The outputs of all steps, then the state.
    private static float[] Run(Engine engine)
    {
        engine.SetState(Start(engine));
        (int inputs, int outputs) = (engine.Model.InputSize, engine.Model.OutputSize);
        var results = new float[Steps * outputs + engine.Model.StateSize];
        for (int step = 0; step < Steps; step++) engine.Step(Inputs(engine).AsSpan(step * inputs, inputs), results.AsSpan(step * outputs, outputs));
        engine.CopyStateTo(results.AsSpan(Steps * outputs));
        return results;
    }

    private static float[] RunAtOnce(Engine engine)
    {
        engine.SetState(Start(engine));
        int outputs = Steps * engine.Model.OutputSize;
        var results = new float[outputs + engine.Model.StateSize];
        engine.Run(Inputs(engine), results.AsSpan(0, outputs));
        engine.CopyStateTo(results.AsSpan(outputs));
        return results;
    }

    // Some streams from other states beside the one that is looked at.
    private static float[] RunStreams(Engine engine, PlanChoices choices)
    {
        const int Count = 5, Chosen = 3;
        (int inputs, int outputs) = (engine.Model.InputSize, engine.Model.OutputSize);
        var streams = new StreamsEngine(GeneratedClasses.Type(engine.Model, forced: choices), engine.Model, engine.Kernel, Count);
        for (int i = 0; i < Count; i++) streams.SetState(i, i == Chosen ? Start(engine) : RandomModels.State(engine.Model, 10 + i));
        float[] given = Inputs(engine), results = new float[Steps * outputs + engine.Model.StateSize], all = new float[Count * outputs];
        for (int step = 0; step < Steps; step++)
        {
            float[] input = given.AsSpan(step * inputs, inputs).ToArray();
            streams.Step([.. Enumerable.Repeat(input, Count).SelectMany(v => v)], all);
            all.AsSpan(Chosen * outputs, outputs).CopyTo(results.AsSpan(step * outputs));
        }
        streams.CopyStateTo(Chosen, results.AsSpan(Steps * outputs));
        return results;
    }
}
