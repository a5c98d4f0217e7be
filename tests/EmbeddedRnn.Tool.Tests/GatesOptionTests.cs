using System;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class GatesOptionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_gate_has_the_function_that_is_stated()
    {
        string output = folder.At("hard.rnn.txt");
        ToolRun run = ToolRun.Of("convert", folder.Model("g.rnn.txt", Networks.Gru), "--gates", "z=HardSigmoid6, r=hardsigmoid02,candidate=hardtanh", "--output", output);
        Assert.Equal("", run.Succeeded().Error);
        var gru = (GruLayer)ModelFile.Read(output).Layers[0];
        Assert.Equal(GateFamilies.Function(Gate.HardSigmoid6), gru.UpdateFunction);
        Assert.Equal(GateFamilies.Function(Gate.HardSigmoid02), gru.ResetFunction);
        Assert.Equal(ActivationFunction.HardTanh, gru.CandidateFunction);
    }

    [Fact]
    public void The_head_of_the_code_has_the_equations_with_these_functions()
    {
        string model = folder.Model("g.rnn.txt", Networks.Gru);
        Assert.Equal(0, ToolRun.Of("emit", model, "--gates", "z=step,r=hardsigmoid02,candidate=relu", "--class", "Ns.Hard", "--output", folder.At("out")).Code);
        string[] head = System.IO.File.ReadAllLines(folder.At("out/Hard.g.cs"));
        Assert.Contains("//   z  = step(Wz x + Uz h + bz)   update gate: z = 1 keeps the old state", head);
        Assert.Contains("//   r  = clip(0.2 (Wr x + Ur h + br) + 0.5, 0, 1)   reset gate", head);
        Assert.Contains("//   n  = max(Wn x + bWn + r * (Un h + bUn), 0)   candidate", head);
        Assert.Contains(head, line => line.Contains("step(a): 1 where a >= 0, else 0"));
    }

    [Fact]
    public void A_step_that_was_not_trained_is_a_warning()
    {
        ToolRun run = ToolRun.Of("inspect", folder.Model("g.rnn.txt", Networks.Gru), "--gates", "r=step");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            "warning: the reset gate (trained as sigmoid) becomes a step: a model that was not trained with it loses 11 to 17 points of accuracy.",
            run.Error.Trim());
    }

    [Theory]
    [InlineData("softstep", "--gates: 'softstep' is no gate's function; it must be one of sigmoid, hardsigmoid02, hardsigmoid6, hardsigmoid025, hardsigmoid05, step.")]
    [InlineData("q=step", "--gates: 'q' is no gate; write z, r, i, f, o, candidate before the '='.")]
    [InlineData("z=step,z=sigmoid", "--gates: the function of 'z' is stated twice.")]
    [InlineData("candidate=step", "--gates: 'step' is no candidate's function; it must be one of tanh, hardtanh, relu.")]
    public void Wrong_words_are_refused(string words, string message) =>
        ToolRun.Of("inspect", folder.Model("g.rnn.txt", Networks.Gru), "--gates", words).Refused(message);

    [Fact]
    public void A_gate_that_no_cell_has_is_refused() =>
        ToolRun.Of("inspect", folder.Model("g.rnn.txt", Networks.Gru), "--gates", "o=hardsigmoid6").Refused("has no cell with OutputGate");
}
