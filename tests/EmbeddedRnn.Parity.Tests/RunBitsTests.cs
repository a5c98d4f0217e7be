using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>
/// On every kernel, a sequence gives the bits of its steps: where the state stays in registers, where the input part of
/// several steps is summed ahead, where steps are left over, in networks, and with outputs written over inputs.
/// </summary>
[Trait("Category", "InstructionSets")]
public class RunBitsTests
{
    // Steps are summed ahead eight at a time: fewer, exactly as many, two rounds and a remainder.
    private static readonly int[] Lengths = [1, 8, 21];

    public static TheoryData<string> Cells => new(CellOptions.Cells.Select(c => c.ToString()));

    [Theory]
    [MemberData(nameof(Cells))]
    public void CellsOfAllSizes(string name)
    {
        CellOptions options = CellOptions.Cells.First(c => c.ToString() == name);
        (int Inputs, int Units)[] sizes = [(1, 1), (2, 7), (1, 16), (300, 15), (4, 17), (8, 64), (130, 97)];
        Check(sizes.Select(s => RandomModels.Create(options, s.Inputs, s.Units, s.Units)).ToArray());
    }

    [Fact]
    public void CellsWithoutBiases() =>
        Check(CellOptions.All.Where(c => !CellOptions.Cells.Contains(c)).SelectMany(c => new[] { RandomModels.Create(c, 3, 8, 1), RandomModels.Create(c, 12, 72, 2) }).ToArray());

    [Fact]
    public void CellsWithOtherActivations()
    {
        ActivationFunction hard = new(ActivationKind.HardSigmoid, 0.2f, 0.5f);
        var models = new List<Model>();
        foreach (int units in new[] { 8, 11, 72 })
        {
            CellWeights Weights(CellOptions options)
            {
                var cell = (CellLayer)RandomModels.Create(options, 9, units, 3).Layers[0];
                return new CellWeights { InputWeights = cell.InputWeights, RecurrentWeights = cell.RecurrentWeights, InputBias = cell.InputBias, RecurrentBias = cell.RecurrentBias };
            }
            foreach (float? clip in new float?[] { null, 0.7f })
            {
                models.Add(new Model($"gru {units} {clip}", new GruLayer(9, units, ResetPosition.After, Weights(CellOptions.Gru(ResetPosition.After)), hard, ActivationFunction.HardTanh, clip)));
                models.Add(new Model($"lstm {units} {clip}", new LstmLayer(9, units, false, Weights(CellOptions.Lstm()), hard, ActivationFunction.HardTanh, ActivationFunction.Softsign, clip)));
            }
        }
        Check(models);
    }

    [Fact]
    public void Networks()
    {
        CellLayer Lstm(int inputs, int units) => NetworkLayers.Cell(CellOptions.Lstm(), inputs, units, units);
        CellLayer Gru(int inputs, int units) => NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), inputs, units, units);
        Check(
        [
            new("small cell and head", Lstm(3, 9), NetworkLayers.Dense(9, 2, 1)),
            new("large cell and head", Gru(20, 72), NetworkLayers.Dense(72, 3, 1)),
            new("stack", NetworkLayers.Affine(10, 1), Lstm(10, 64), Gru(64, 16), Lstm(16, 80), NetworkLayers.Dense(80, 5, 1)),
            new("residual alone", new ResidualLayer(Gru(9, 8), NetworkLayers.Dense(8, 9, 1))),
            new("residual in a chain", NetworkLayers.Dense(4, 70, 1), new ResidualLayer(Lstm(70, 66), new ResidualLayer(Gru(66, 66)), NetworkLayers.Dense(66, 70, 1)), NetworkLayers.Affine(70, 1)),
            new("convolution and cell", new Conv1dLayer(6, 3, NetworkLayers.Matrix("weights", 12, 18, 1), dilation: 2), Gru(12, 10), new ActivationLayer(10, ActivationFunction.Softmax)),
        ]);
    }

    [Fact]
    public void OutputsOverInputs()
    {
        foreach ((int inputs, int units) in new[] { (8, 8), (12, 7), (70, 66) })
        {
            CellOptions[] cells = [CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm()];
            Model[] models =
            [
                .. cells.Select(c => RandomModels.Create(c, inputs, units, 1)),
                new("head", NetworkLayers.Cell(CellOptions.Lstm(), inputs, units, 2), NetworkLayers.Dense(units, inputs - 3, 1)),
                new("residual", NetworkLayers.Affine(inputs, 1), new ResidualLayer(NetworkLayers.Cell(CellOptions.Lstm(), inputs, units, 2), NetworkLayers.Dense(units, inputs, 1))),
            ];
            GeneratedClasses.Compile(models);
            foreach (Engine engine in models.SelectMany(GeneratedClasses.Engines)) CheckOverlap(engine, 21);
        }
    }

    private static void CheckOverlap(Engine engine, int steps)
    {
        (int inputSize, int outputSize) = (engine.Model.InputSize, engine.Model.OutputSize);
        float[] inputs = RandomModels.Inputs(steps, inputSize, 9).ToSingle();
        engine.SetState(RandomModels.State(engine.Model, 2));
        float[] expected = Steps(engine, inputs);
        // Outputs before the inputs' start, at it, and as far behind as no step overwrites inputs of later ones.
        foreach (int shift in new[] { -outputSize, -1, 0, inputSize - outputSize })
        {
            var memory = new float[outputSize + inputs.Length + outputSize];
            inputs.CopyTo(memory, outputSize);
            Span<float> outputs = memory.AsSpan(outputSize + shift, expected.Length);
            engine.SetState(RandomModels.State(engine.Model, 2));
            engine.Run(memory.AsSpan(outputSize, inputs.Length), outputs);
            AssertSame($"{engine}, outputs {shift} behind inputs", expected, outputs);
        }
    }

    private static void Check(IReadOnlyList<Model> models)
    {
        GeneratedClasses.Compile(models);
        foreach (Engine engine in models.SelectMany(GeneratedClasses.Engines))
        {
            foreach (int length in Lengths)
            {
                float[] inputs = RandomModels.Inputs(length, engine.Model.InputSize, length).ToSingle();
                float[] start = RandomModels.State(engine.Model, 5);
                engine.SetState(start);
                float[] expected = Steps(engine, inputs);
                float[] state = State(engine);
                engine.SetState(start);
                // Around the outputs, what a run must not write.
                var outputs = new float[expected.Length + 32];
                engine.Run(inputs, outputs.AsSpan(16, expected.Length));
                AssertSame($"{engine}, {length} steps", expected, outputs.AsSpan(16, expected.Length));
                AssertSame($"state of {engine} after {length} steps", state, State(engine));
                Assert.All(outputs[..16].Concat(outputs[^16..]), v => Assert.Equal(0f, v));
            }
        }
    }

    private static float[] Steps(Engine engine, float[] inputs)
    {
        (int inputSize, int outputSize) = (engine.Model.InputSize, engine.Model.OutputSize);
        var outputs = new float[inputs.Length / inputSize * outputSize];
        for (int t = 0; t < inputs.Length / inputSize; t++) engine.Step(inputs.AsSpan(t * inputSize, inputSize), outputs.AsSpan(t * outputSize, outputSize));
        return outputs;
    }

    private static float[] State(Engine engine)
    {
        var state = new float[engine.Model.StateSize];
        engine.CopyStateTo(state);
        return state;
    }

    private static void AssertSame(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                FormattableString.Invariant($"{what}: value {i} should be {expected[i]:R}, is {actual[i]:R}"));
        }
    }
}
