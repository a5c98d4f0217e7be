using System;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>What the nested class Streams offers, for a cell that steps streams together: states one by one, threads, errors.</summary>
[Trait("Category", "InstructionSets")]
public class StreamsTests
{
    private const int Count = 31;
    private const int Inputs = ManyBlocksCell.InputSize;
    private const int Outputs = ManyBlocksCell.OutputSize;

    private static readonly Model Model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), Inputs, Outputs, 1);
    private static readonly ManyBlocksCell.PackedWeights Weights = ManyBlocksCell.PackedWeights.Pack(Model);
    private static readonly ManyBlocksCell.PackedWeights Others = ManyBlocksCell.PackedWeights.Pack(RandomModels.Create(CellOptions.Gru(ResetPosition.After), Inputs, Outputs, 2));
    private static readonly float[] Rows = RandomModels.Inputs(Count, Inputs, 3).ToSingle();

    [Fact]
    public void AStreamIsSavedAndRestoredByItself()
    {
        ManyBlocksCell.Streams streams = Stepped();
        float[][] states = States(streams);
        var saved = new byte[ManyBlocksCell.SavedStateSize];
        streams.SaveState(7, saved);
        ManyBlocksCell.StateValue value = streams.GetState(8);
        streams.Step(Rows, new float[Count * Outputs]);
        float[][] later = States(streams);

        Assert.True(streams.TryRestoreState(7, saved));
        streams.SetState(8, value);
        streams.SetState(9, states[9]);
        streams.Reset(10);
        for (int i = 0; i < Count; i++)
        {
            float[] expected = i is >= 7 and <= 9 ? states[i] : i == 10 ? new float[ManyBlocksCell.StateSize] : later[i];
            Assert.Equal(expected, States(streams)[i]);
        }
        Assert.Equal(value, streams.GetState(8));
        streams.Reset();
        Assert.All(States(streams), s => Assert.All(s, v => Assert.Equal(0f, v)));
    }

    [Fact]
    public void AStreamGoesOnInAnInstanceAndBack()
    {
        ManyBlocksCell.Streams streams = Stepped();
        var saved = new byte[ManyBlocksCell.SavedStateSize];
        streams.SaveState(4, saved);
        var cell = new ManyBlocksCell(Weights);
        Assert.True(cell.TryRestoreState(saved));
        Assert.Equal(streams.GetState(4), cell.State);
        cell.SaveState(saved);
        Assert.True(streams.TryRestoreState(5, saved));
        Assert.Equal(cell.State, streams.GetState(5));
    }

    [Fact]
    public void AnotherModelsStateIsRefused()
    {
        ManyBlocksCell.Streams streams = Stepped();
        var saved = new byte[ManyBlocksCell.SavedStateSize];
        streams.SaveState(0, saved);
        float[] before = States(streams)[1];
        streams.Weights = Others;
        Assert.False(streams.TryRestoreState(1, saved));
        streams.Weights = Weights;
        saved[0] ^= 1;
        Assert.False(streams.TryRestoreState(1, saved));
        Assert.Equal(before, States(streams)[1]);
    }

    [Fact]
    public void SwappedWeightsTakeEffectAndKeepTheStates()
    {
        ManyBlocksCell.Streams streams = Stepped();
        var cell = new ManyBlocksCell(Others) { State = streams.GetState(3) };
        streams.Weights = Others;
        Assert.Same(Others, streams.Weights);
        var outputs = new float[Count * Outputs];
        streams.Step(Rows, outputs);
        var expected = new float[Outputs];
        cell.Step(Rows.AsSpan(3 * Inputs, Inputs), expected);
        Assert.Equal(expected, outputs[(3 * Outputs)..(4 * Outputs)]);
        Assert.Throws<ArgumentNullException>(() => streams.Weights = null!);
        Assert.Throws<ArgumentNullException>(() => new ManyBlocksCell.Streams(3, null!));
    }

    [Fact]
    public void StreamsBeginAtTheModelsInitialState()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After) with { InitialState = true }, Inputs, Outputs, 1);
        var weights = ManyBlocksCell.PackedWeights.Pack(model);
        var streams = new ManyBlocksCell.Streams(3, weights);
        var cell = new ManyBlocksCell(weights);
        Assert.NotEqual(default, cell.State);
        streams.Step(Rows.AsSpan(0, 3 * Inputs), new float[3 * Outputs]);
        streams.Reset(1);
        Assert.Equal(cell.State, streams.GetState(1));
        Assert.NotEqual(cell.State, streams.GetState(2));
    }

    [Fact]
    public void DisjointRangesMayRunOnDifferentThreads()
    {
        const int many = 400, steps = 20;
        float[] inputs = RandomModels.Inputs(many, Inputs, 5).ToSingle();
        var expected = new float[many * Outputs];
        var alone = new ManyBlocksCell.Streams(many, Weights);
        for (int step = 0; step < steps; step++) alone.Step(inputs, expected);

        var actual = new float[many * Outputs];
        var spread = new ManyBlocksCell.Streams(many, Weights);
        int[] ends = [0, 1, 130, 263, many];
        Thread[] threads = [.. Enumerable.Range(0, ends.Length - 1).Select(i => new Thread(() =>
        {
            int first = ends[i], count = ends[i + 1] - first;
            for (int step = 0; step < steps; step++)
                spread.Step(first, count, inputs.AsSpan(first * Inputs, count * Inputs), actual.AsSpan(first * Outputs, count * Outputs));
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void OutputsMayOverlapInputsWhereNoneIsLost()
    {
        // More outputs than inputs.
        var streams = new PlainLstmCell.Streams(9, PlainLstmCell.PackedWeights.Pack(RandomModels.Create(CellOptions.Lstm(), 5, 16, 1)));
        float[] inputs = RandomModels.Inputs(9, 5, 1).ToSingle();
        var expected = new float[9 * 16];
        streams.Step(inputs, expected);
        streams.Reset();
        float[] memory = [.. new float[99], .. inputs];
        streams.Step(memory.AsSpan(99), memory.AsSpan(0, 9 * 16));
        Assert.Equal(expected, memory[..(9 * 16)]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => streams.Step(memory.AsSpan(0, 45), memory.AsSpan(0, 9 * 16)));
        Assert.Contains("stream 0 would overwrite inputs of later streams", error.Message);
        Assert.Equal(expected, memory[..(9 * 16)]);
    }

    [Fact]
    public void WhatDoesNotFitIsNamedAndNothingChanges()
    {
        ManyBlocksCell.Streams streams = Stepped();
        float[][] before = States(streams);
        float[] outputs = [.. Enumerable.Repeat(5f, Count * Outputs)];
        int state = ManyBlocksCell.StateSize;

        Expect($"inputs must hold {Count * Inputs} values, {Inputs} for each of {Count} streams, but {Inputs} were given", () => streams.Step(Rows.AsSpan(0, Inputs), outputs));
        Expect($"outputs must hold {Count * Outputs} values", () => streams.Step(Rows, outputs.AsSpan(1)));
        Expect($"inputs must hold {2 * Inputs} values", () => streams.Step(3, 2, Rows, outputs.AsSpan(0, 2 * Outputs)));
        Expect("there is no stream -1: there are 31, from 0 on", () => streams.Step(-1, 2, Rows, outputs));
        Expect("there are 31 streams, so at most 1 from stream 30 on", () => streams.Step(30, 2, Rows, outputs));
        Expect($"outputs must hold {2 * Outputs} values", () => streams.Step([0, 4], Rows.AsSpan(0, 2 * Inputs), outputs));
        Expect("there is no stream 31", () => streams.Step([0, 31], Rows.AsSpan(0, 2 * Inputs), outputs.AsSpan(0, 2 * Outputs)));
        Expect("in ascending order, each once, but stream 4 follows stream 4", () => streams.Step([4, 4], Rows.AsSpan(0, 2 * Inputs), outputs.AsSpan(0, 2 * Outputs)));
        Expect("active must hold 31 values, but 30 were given", () => streams.Step(new bool[30], Rows, outputs));
        Expect("inputs must hold", () => streams.Step(new bool[Count], Rows.AsSpan(1), outputs));
        Expect("there is no stream 31", () => streams.Reset(31));
        Expect("there is no stream -2", () => streams.GetState(-2));
        Expect($"destination must hold {state} values", () => streams.CopyStateTo(0, new float[state + 1]));
        Expect($"state must hold {state} values", () => streams.SetState(0, []));
        Expect("destination must hold", () => streams.SaveState(0, new byte[3]));
        Assert.False(streams.TryRestoreState(0, new byte[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManyBlocksCell.Streams(-1, Weights));
        Assert.Equal(before, States(streams));
        Assert.All(outputs, v => Assert.Equal(5f, v));

        static void Expect(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var streams = new ManyBlocksCell.Streams(Count, Weights);
        var outputs = new float[Count * Outputs];
        var active = new bool[Count];
        int[] listed = [1, 5, 6, 29];
        var saved = new byte[ManyBlocksCell.SavedStateSize];
        var state = new float[ManyBlocksCell.StateSize];
        active[3] = active[20] = true;
        AllocationTests.AssertNone("Step", () => streams.Step(Rows, outputs));
        AllocationTests.AssertNone("Step of a range", () => streams.Step(2, 7, Rows.AsSpan(0, 7 * Inputs), outputs.AsSpan(0, 7 * Outputs)));
        AllocationTests.AssertNone("Step of a list", () => streams.Step(listed, Rows.AsSpan(0, 4 * Inputs), outputs.AsSpan(0, 4 * Outputs)));
        AllocationTests.AssertNone("Step of a mask", () => streams.Step(active, Rows, outputs));
        AllocationTests.AssertNone("states", () =>
        {
            streams.CopyStateTo(3, state);
            streams.SetState(3, state);
            streams.SetState(4, streams.GetState(5));
            streams.SaveState(3, saved);
            streams.TryRestoreState(3, saved);
            streams.Reset(2);
            streams.Reset();
        });
    }

    [Fact]
    public void TheMemoryIsTheStates()
    {
        const int many = 20_000;
        var warm = new ManyBlocksCell.Streams(1, Weights);
        warm.Step(new float[Inputs], new float[Outputs]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var streams = new ManyBlocksCell.Streams(many, Weights);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        long states = (long)many * ManyBlocksCell.StateSize * sizeof(float);
        Assert.InRange(bytes, states, states + 20_000);
        Assert.Equal(many, streams.Count);
    }

    private static ManyBlocksCell.Streams Stepped()
    {
        var streams = new ManyBlocksCell.Streams(Count, Weights);
        streams.Step(Rows, new float[Count * Outputs]);
        return streams;
    }

    private static float[][] States(ManyBlocksCell.Streams streams) => [.. Enumerable.Range(0, Count).Select(i =>
    {
        var state = new float[ManyBlocksCell.StateSize];
        streams.CopyStateTo(i, state);
        return state;
    })];
}
