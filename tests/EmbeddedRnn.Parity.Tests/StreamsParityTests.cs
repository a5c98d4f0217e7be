using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Streams give the bits of single steps on the same kernel, whichever of them step together.</summary>
public class StreamsParityTests
{
    // With the sizes of the cells: one chunk of units and many, whole and not, small enough to step one by one and not.
    private static readonly int[] HiddenSizes = [5, 48, 52, 97, 136];

    public static TheoryData<string> Cells => new(CellOptions.Cells.Select(c => c.ToString()));

    [Theory]
    [MemberData(nameof(Cells))]
    public void RandomSubsetsGiveTheBitsOfSingleSteps(string name)
    {
        CellOptions options = CellOptions.Cells.First(c => c.ToString() == name);
        Check([.. HiddenSizes.Select(h => RandomModels.Create(options, 1 + (7 * h + 3) % 50, h, h))]);
    }

    [Fact]
    public void LongSumsAreAddedUpInTheSameOrder()
    {
        CellOptions[] cells = [CellOptions.Rnn(Activation.Tanh), CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm(peepholes: true, projection: true)];
        Check([.. cells.Select(c => RandomModels.Create(c, 130, 263, 1)), .. cells.Select(c => RandomModels.Create(c, 300, 48, 2))]);
    }

    [Fact]
    public void BiasesOnAndOff()
    {
        CellOptions[] cells = [.. CellOptions.All.Where(c => !c.InputBias && !c.Projection)];
        Check([.. cells.Select(c => RandomModels.Create(c, 20, 72, 3))]);
    }

    [Fact]
    [Trait("Category", "InstructionSets")]
    public void ASampleOfCellsOnEveryKernel() => Check([.. CellOptions.Cells.Select(c => RandomModels.Create(c, 19, 72, 4))]);

    [Fact]
    public void WholeNetworks()
    {
        CellLayer Cell(CellOptions options, int inputs, int hidden) => NetworkLayers.Cell(options, inputs, hidden, 1);
        Check(
        [
            new Model("dense", NetworkLayers.Dense(70, 90, 1)),
            new Model("affine", NetworkLayers.Affine(9, 1)),
            new Model("stack", NetworkLayers.Affine(3, 1), Cell(CellOptions.Lstm(), 3, 70), Cell(CellOptions.Gru(ResetPosition.Before), 70, 10), NetworkLayers.Dense(10, 80, 1), NetworkLayers.Dense(80, 60, 2)),
            new Model("classifier", Cell(CellOptions.Gru(ResetPosition.After), 30, 70), new LastStepLayer(70), NetworkLayers.Dense(70, 4, 1), new ActivationLayer(4, ActivationFunction.Softmax)),
            new Model("residuals", new ResidualLayer(Cell(CellOptions.Lstm(projection: true), 66, 132)), new ResidualLayer(NetworkLayers.Dense(66, 66, 1), new ActivationLayer(66, ActivationFunction.Tanh))),
            new Model("convolutions", new Conv1dLayer(20, 3, NetworkLayers.Matrix("weights", 80, 60, 1), NetworkLayers.Matrix("bias", 1, 80, 1), dilation: 2), new Conv1dLayer(80, 2, NetworkLayers.Matrix("weights", 40, 160, 2)), Cell(CellOptions.Rnn(Activation.Tanh), 40, 80)),
        ]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(70)]
    [InlineData(100)]
    public void EveryNumberOfStreams(int hidden)
    {
        CellOptions[] cells = [CellOptions.Gru(ResetPosition.After), CellOptions.Lstm()];
        Model[] models = [.. cells.Select(c => RandomModels.Create(c, 40, hidden, 1))];
        GeneratedClasses.Compile(models);
        foreach ((Model model, Kernel kernel) in models.SelectMany(m => Engine.Kernels.Select(k => (m, k))))
        {
            for (int count = 0; count <= 40; count++)
            {
                var pair = new Pair(model, kernel, count);
                for (int step = 0; step < 2; step++) pair.StepAll();
                pair.Compare();
            }
        }
    }

    [Fact]
    public void OutputsMayLieWhereInputsLay()
    {
        const int size = 64, count = 31;
        Model[] models = [RandomModels.Create(CellOptions.Gru(ResetPosition.After), size, size, 1), RandomModels.Create(CellOptions.Lstm(), size, size, 1)];
        GeneratedClasses.Compile(models);
        foreach ((Model model, Kernel kernel) in models.SelectMany(m => Engine.Kernels.Select(k => (m, k))))
        {
            float[] memory = RandomModels.Inputs(count, size, 5).ToSingle();
            var expected = new float[memory.Length];
            new StreamsEngine(GeneratedClasses.Type(model), model, kernel, count).Step(memory, expected);
            new StreamsEngine(GeneratedClasses.Type(model), model, kernel, count).Step(memory, memory);
            Assert.Equal(expected, memory);
        }
    }

    private static void Check(IReadOnlyList<Model> models)
    {
        GeneratedClasses.Compile(models);
        foreach (Model model in models)
        {
            foreach (Kernel kernel in Engine.Kernels) Check(model, kernel);
        }
    }

    private static void Check(Model model, Kernel kernel)
    {
        var random = new Random(model.OutputSize);
        var pair = new Pair(model, kernel, 30);
        pair.StepAll();
        for (int step = 0; step < 4; step++)
        {
            bool[] active = [.. Enumerable.Range(0, 30).Select(_ => random.Next(3) > 0)];
            pair.StepMarked(active);
            pair.StepListed([.. Enumerable.Range(0, 30).Where(_ => random.Next(4) == 0)]);
            int first = random.Next(30);
            pair.StepRange(first, random.Next(31 - first));
            pair.Reset(random.Next(30));
            pair.SetState(random.Next(30), RandomModels.State(model, step));
        }
        pair.Compare();
    }

    /// <summary>Streams, and beside each a single instance that takes the same steps.</summary>
    private sealed class Pair
    {
        private readonly StreamsEngine streams;
        private readonly Engine single;
        private readonly float[][] states;
        private readonly float[] initial;
        private readonly Random random = new(7);
        private readonly string name;

        public Pair(Model model, Kernel kernel, int count)
        {
            Type type = GeneratedClasses.Type(model);
            name = $"{model.Name} on {kernel}, {count} streams";
            streams = new StreamsEngine(type, model, kernel, count);
            single = new Engine(type, model, kernel);
            initial = new float[model.StateSize];
            single.CopyStateTo(initial);
            states = [.. Enumerable.Range(0, count).Select(_ => initial)];
        }

        private int InputSize => streams.Model.InputSize;

        private int OutputSize => streams.Model.OutputSize;

        public void StepAll()
        {
            float[] inputs = Inputs(streams.Count);
            var outputs = new float[streams.Count * OutputSize];
            streams.Step(inputs, outputs);
            Expect(Enumerable.Range(0, streams.Count), inputs, outputs);
        }

        public void StepRange(int first, int count)
        {
            float[] inputs = Inputs(count);
            var outputs = new float[count * OutputSize];
            streams.StepRange(first, count, inputs, outputs);
            Expect(Enumerable.Range(first, count), inputs, outputs);
        }

        public void StepListed(int[] listed)
        {
            float[] inputs = Inputs(listed.Length);
            var outputs = new float[listed.Length * OutputSize];
            streams.StepListed(listed, inputs, outputs);
            Expect(listed, inputs, outputs);
        }

        // Rows of streams that do not step hold what must not be read and must not be overwritten.
        public void StepMarked(bool[] active)
        {
            int[] listed = [.. Enumerable.Range(0, active.Length).Where(i => active[i])];
            float[] inputs = Inputs(active.Length);
            for (int i = 0; i < active.Length; i++)
            {
                if (!active[i]) inputs.AsSpan(i * InputSize, InputSize).Fill(float.NaN);
            }
            float[] outputs = [.. Enumerable.Repeat(123f, active.Length * OutputSize)];
            streams.StepMarked(active, inputs, outputs);
            for (int i = 0; i < active.Length; i++)
            {
                if (!active[i]) Assert.All(outputs.AsSpan(i * OutputSize, OutputSize).ToArray(), v => Assert.Equal(123f, v));
            }
            Expect(listed, Rows(inputs, InputSize, listed), Rows(outputs, OutputSize, listed));
        }

        public void Reset(int stream)
        {
            streams.Reset(stream);
            states[stream] = initial;
        }

        public void SetState(int stream, float[] state)
        {
            streams.SetState(stream, state);
            states[stream] = state;
        }

        public void Compare()
        {
            for (int i = 0; i < states.Length; i++) Same(states[i], streams.State(i), $"state of stream {i}");
        }

        private void Expect(IEnumerable<int> stepped, float[] inputs, float[] outputs)
        {
            int row = 0;
            var output = new float[OutputSize];
            foreach (int stream in stepped)
            {
                single.SetState(states[stream]);
                single.Step(inputs.AsSpan(row * InputSize, InputSize), output);
                var state = new float[streams.Model.StateSize];
                single.CopyStateTo(state);
                states[stream] = state;
                Same(output, outputs.AsSpan(row * OutputSize, OutputSize), $"output of stream {stream}");
                row++;
            }
        }

        private void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]);
                Assert.True(same, $"{name}: {what}, value {i}: {expected[i]:R} expected, {actual[i]:R} found");
            }
        }

        private float[] Inputs(int count) => count == 0 ? [] : RandomModels.Inputs(count, InputSize, random.Next()).ToSingle();

        private static float[] Rows(float[] values, int size, int[] rows) => [.. rows.SelectMany(r => values.Skip(r * size).Take(size))];
    }
}
