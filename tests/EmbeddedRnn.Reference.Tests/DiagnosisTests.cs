using System;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>A class with one gate of one unit wrong from one step on is reported with that step, that unit and that gate.</summary>
public class DiagnosisTests
{
    private const int Step = 7;
    private const int Unit = 3;

    [Theory]
    [InlineData("update")]
    [InlineData("candidate")]
    [InlineData("reset")]
    public void NamesTheGateOfAGru(string gate)
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1);
        var gru = (GruLayer)model.Layers[0];
        ParityResult result = Broken.Parity(model, (step, before, network, after) =>
        {
            if (step != Step) return;
            float[] value = network.Gates().Select(g => g.Value[Unit]).ToArray();
            float pre = network.Gates()[2].PreActivation[Unit];
            float z = gate == "update" ? Nudge(value[0]) : value[0];
            float n = gate == "candidate" ? Nudge(value[2]) : value[2];
            if (gate == "reset") n = MathF.Tanh(pre + (Nudge(value[1]) - value[1]) * Recurrent(gru, before, Unit));
            after[Unit] = z * before[Unit] + (1 - z) * n;
        }).AgainstReference(RandomModels.Inputs(20, 3, 2));
        AssertNamed(result, gate, Required(result, gate));
    }

    [Theory]
    [InlineData("update")]
    [InlineData("reset")]
    [InlineData("candidate")]
    public void OfSeveralExplanationsTakesTheOneThatHoldsInAllSteps(string gate)
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 8, 1);
        var gru = (GruLayer)model.Layers[0];
        ParityResult result = Broken.Parity(model, (_, before, network, after) =>
        {
            for (int u = 0; u < 8; u++)
            {
                float z = network.Gates()[0].Value[u];
                float r = network.Gates()[1].Value[u];
                float n = network.Gates()[2].Value[u];
                if (gate == "update") z = 1 - z;
                if (gate == "candidate") n = -n;
                if (gate == "reset") n = MathF.Tanh(network.Gates()[2].PreActivation[u] + (1 - 2 * r) * Recurrent(gru, before, u));
                after[u] = z * before[u] + (1 - z) * n;
            }
        }).AgainstReference(RandomModels.Inputs(40, 3, 2));
        Assert.Equal(gate, result.FirstDivergence!.Gate);
        Assert.Equal(result.FirstDivergence.StepsExamined, result.FirstDivergence.Suspects[0].StepsExplained);
    }

    [Fact]
    public void NamesTheResetGateBeforeTheProductThoughAllUnitsDiverge()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.Before), 3, 5, 1);
        var gru = (GruLayer)model.Layers[0];
        ParityResult result = Broken.Parity(model, (step, before, network, after) =>
        {
            if (step != Step) return;
            float change = (Nudge(network.Gates()[1].Value[Unit]) - network.Gates()[1].Value[Unit]) * before[Unit];
            for (int u = 0; u < 5; u++)
            {
                float z = network.Gates()[0].Value[u];
                after[u] = z * before[u] + (1 - z) * MathF.Tanh(network.Gates()[2].PreActivation[u] + change * gru.RecurrentWeights[10 + u, Unit]);
            }
        }).AgainstReference(RandomModels.Inputs(20, 3, 2));
        Assert.Equal(Step, result.FirstDivergence!.Step);
        Assert.Contains(result.FirstDivergence.Suspects, s => s.Gate == "reset" && s.Unit == Unit && Math.Abs(s.Required - Nudge((float)s.Value)) < 1e-3);
    }

    [Theory]
    [InlineData("input", false)]
    [InlineData("forget", false)]
    [InlineData("candidate", false)]
    [InlineData("output", false)]
    [InlineData("input", true)]
    [InlineData("candidate", true)]
    [InlineData("output", true)]
    public void NamesTheGateOfAnLstm(string gate, bool coupled)
    {
        Model model = RandomModels.Create(CellOptions.Lstm(coupled: coupled), 3, 5, 1);
        ParityResult result = Broken.Parity(model, (step, before, network, after) =>
        {
            if (step != Step) return;
            float Value(string name)
            {
                float value = network.Gates().Single(g => g.Name == name).Value[Unit];
                return name == gate ? Nudge(value) : value;
            }

            float f = coupled ? 1 - Value("input") : Value("forget");
            after[5 + Unit] = f * before[5 + Unit] + Value("input") * Value("candidate");
            after[Unit] = Value("output") * MathF.Tanh(after[5 + Unit]);
        }).AgainstReference(RandomModels.Inputs(20, 3, 2));
        AssertNamed(result, gate, Required(result, gate));
        if (gate == "output") Assert.Equal("output", result.FirstDivergence!.Gate);
    }

    [Fact]
    public void NamesTheOutputGateBehindAProjection()
    {
        Model model = RandomModels.Create(CellOptions.Lstm(projection: true), 3, 6, 1);
        var lstm = (LstmLayer)model.Layers[0];
        ParityResult result = Broken.Parity(model, (step, before, network, after) =>
        {
            if (step != Step) return;
            float o = network.Gates()[3].Value[Unit];
            for (int p = 0; p < 3; p++) after[p] += lstm.Projection![p, Unit] * (Nudge(o) - o) * MathF.Tanh(after[3 + Unit]);
        }).AgainstReference(RandomModels.Inputs(20, 3, 2));
        Assert.Equal((Step, "output", Unit), (result.FirstDivergence!.Step, result.FirstDivergence.Gate, result.FirstDivergence.Suspects[0].Unit));
        Assert.Single(result.FirstDivergence.Suspects);
    }

    [Fact]
    public void NamesTheLayerOfAStack()
    {
        Model first = RandomModels.Create(CellOptions.Lstm(), 3, 5, 1);
        Model second = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 5, 4, 2);
        var model = new Model("stack", first.Layers[0], second.Layers[0]);
        ParityResult result = Broken.Parity(model, (step, _, _, after) =>
        {
            if (step == Step) after[5 + Unit] += 0.1f; // the first layer's cell state
        }).AgainstReference(RandomModels.Inputs(20, 3, 2));
        Assert.Equal((Step, Unit, "cell state of layer 1"), (result.FirstDivergence!.Step, result.FirstDivergence.Unit, result.FirstDivergence.Quantity));
        Assert.All(result.FirstDivergence.Suspects, s => Assert.Equal((0, Unit), (s.Layer, s.Unit)));
    }

    [Fact]
    public void AnImpossibleValueNamesNoGate()
    {
        Model model = RandomModels.Create(CellOptions.Rnn(Activation.Tanh), 3, 5, 1);
        ParityResult result = Broken.Parity(model, (step, _, _, after) => after[Unit] = step == Step ? 1.5f : after[Unit]).AgainstReference(RandomModels.Inputs(20, 3, 2));
        Assert.Null(result.FirstDivergence!.Gate);
        Assert.Contains("No single gate explains it.", result.Message);
    }

    private static float Nudge(float value) => value > 0.5f ? value - 0.1f : value + 0.1f;

    /// <summary>Un h + bUn of one unit.</summary>
    private static float Recurrent(GruLayer gru, float[] h, int unit)
    {
        int row = 2 * gru.HiddenSize + unit;
        float sum = gru.RecurrentBias![row];
        for (int j = 0; j < h.Length; j++) sum += gru.RecurrentWeights[row, j] * h[j];
        return sum;
    }

    private static GateSuspect Required(ParityResult result, string gate) => result.FirstDivergence!.Suspects.Single(s => s.Gate == gate);

    private static void AssertNamed(ParityResult result, string gate, GateSuspect suspect)
    {
        Assert.Equal((Step, Unit), (result.FirstDivergence!.Step, result.FirstDivergence.Unit));
        Assert.Equal(Unit, suspect.Unit);
        Assert.Equal(Nudge((float)suspect.Value), suspect.Required, 1e-4);
        Assert.Contains($"diverges first at step {Step} (from 0), unit {Unit} of the output", result.Message);
        Assert.Contains($"the {gate} gate of unit {Unit} is ", result.Message);
        Assert.Throws<ParityException>(result.ThrowIfDiverged);
    }
}
