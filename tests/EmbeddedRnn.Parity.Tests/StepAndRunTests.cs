using System;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Steps and runs: the same bits, overlapping spans, wrong lengths, not-a-number.</summary>
public class StepAndRunTests
{
    public static TheoryData<string> Cells => new(CellCase.Names);

    [Theory]
    [MemberData(nameof(Cells))]
    public void RunGivesTheBitsOfStep(string name)
    {
        CellCase run = CellCase.Create(name);
        CellCase step = CellCase.Create(name);
        float[] inputs = CellRuns.Inputs(run.Model, 30);
        var outputs = new float[30 * run.Model.OutputSize];
        run.Cell.Run(inputs, outputs);
        Assert.Equal(CellRuns.Steps(step, inputs), outputs);
        Assert.Equal(CellRuns.State(step), CellRuns.State(run));
        run.Cell.Run([], []);
        Assert.Equal(CellRuns.State(step), CellRuns.State(run));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void InputAndOutputMayOverlap(string name)
    {
        CellCase apart = CellCase.Create(name);
        int inputSize = apart.Model.InputSize, outputSize = apart.Model.OutputSize;
        float[] inputs = CellRuns.Inputs(apart.Model, 4);
        float[] expected = CellRuns.Steps(apart, inputs);
        foreach (int shift in new[] { -outputSize + 1, -1, 0, 1, inputSize - 1 })
        {
            CellCase cell = CellCase.Create(name);
            var memory = new float[inputSize + 2 * outputSize];
            for (int t = 0; t < 4; t++)
            {
                inputs.AsSpan(t * inputSize, inputSize).CopyTo(memory.AsSpan(outputSize));
                Span<float> output = memory.AsSpan(outputSize + shift, outputSize);
                cell.Cell.Step(memory.AsSpan(outputSize, inputSize), output);
                Assert.Equal(expected.AsSpan(t * outputSize, outputSize).ToArray(), output.ToArray());
            }
        }
    }

    [Fact]
    public void RunRefusesAnOverlapThatWouldLoseInputs()
    {
        CellCase cell = CellCase.Create("RNN tanh"); // 3 in, 7 out
        var memory = new float[70];
        float[] before = CellRuns.State(cell);
        ArgumentException error = Assert.Throws<ArgumentException>(() => cell.Cell.Run(memory.AsSpan(0, 30), memory.AsSpan(0, 70)));
        Assert.Contains("step 0 would overwrite inputs of later steps", error.Message);
        Assert.Equal(before, CellRuns.State(cell));
        Assert.All(memory, v => Assert.Equal(0f, v));
        cell.Cell.Run(memory.AsSpan(0, 9), memory.AsSpan(9, 21));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void WrongLengthsAreNamedAndNothingChanges(string name)
    {
        CellCase cell = CellCase.Create(name);
        cell.Cell.Step(CellRuns.Inputs(cell.Model, 1), new float[cell.Model.OutputSize]);
        float[] before = CellRuns.State(cell);
        int inputs = cell.Model.InputSize, outputs = cell.Model.OutputSize, state = cell.Model.StateSize;

        Expect($"input must hold {inputs} values, but {inputs + 1} were given", () => cell.Cell.Step(new float[inputs + 1], new float[outputs]));
        Expect($"output must hold {outputs} values, but {outputs - 1} were given", () => cell.Cell.Step(new float[inputs], new float[outputs - 1]));
        Expect($"inputs must hold whole steps of {inputs} values", () => cell.Cell.Run(new float[inputs + 1], new float[outputs]));
        Expect($"outputs must hold {2 * outputs} values, but {outputs} were given", () => cell.Cell.Run(new float[2 * inputs], new float[outputs]));
        Expect($"destination must hold {state} values, but {state + 2} were given", () => cell.Cell.CopyStateTo(new float[state + 2]));
        Expect($"state must hold {state} values, but 0 were given", () => cell.Cell.SetState([]));
        Expect("destination must hold", () => cell.Cell.SaveState(new byte[3]));
        Assert.Equal(before, CellRuns.State(cell));

        static void Expect(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void NotANumberComesOutAsNotANumber(string name)
    {
        CellCase cell = CellCase.Create(name);
        float[] input = CellRuns.Inputs(cell.Model, 1);
        input[0] = float.NaN;
        foreach (Engine engine in GeneratedClasses.Engines(cell.Model))
        {
            var output = new float[cell.Model.OutputSize];
            engine.Step(input, output);
            Assert.All(output, v => Assert.True(float.IsNaN(v), engine.ToString()));
        }
    }
}
