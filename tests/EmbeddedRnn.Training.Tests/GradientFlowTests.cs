using System;
using System.Linq;
using EmbeddedRnn.Reference;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

public class GradientFlowTests
{
    [Fact]
    public void TheSpectralRadiusCountsComplexEigenvalues()
    {
        Assert.Equal(0.9, SpectralRadius.Of([0.9, 5, 0, 0.3], 2), 1e-3);
        Assert.Equal(0.5, SpectralRadius.Of([0, -0.5, 0.5, 0], 2), 1e-4);
        Assert.Equal(3, SpectralRadius.Of([-3], 1), 1e-9);
        Assert.Equal(0, SpectralRadius.Of([0, 1, 0, 0], 2));
    }

    [Theory]
    [InlineData("rnn 4")]
    [InlineData("gru 4 reset=before")]
    [InlineData("gru 4")]
    [InlineData("lstm 3 peepholes")]
    [InlineData("lstm 4 projection=2")]
    [InlineData("lstm 4 coupled")]
    public void TheJacobianIsThatOfTheReferencesStep(string spec)
    {
        LabelledSequences set = SmallData.Labelled(5, 6, 2, 2, 3);
        Model model = NetworkSpec.Parse(spec + " | dense 2").Make(2, 5).Model;
        using var learner = new Learner<double>(model, set, 5, [], 1);
        learner.SetBatch([0, 1, 2, 3, 4]);
        learner.Pass(0, 6, backward: true, 0);
        TrainedCell<double> cell = learner.Networks.First().Cells[0];
        int size = cell.Cell.StateSize;
        var jacobian = new double[size * size * Lanes.Count];
        const int step = 3;
        cell.StateJacobian(learner.Networks.First().Shard, step, jacobian);

        // The longest sequence is the last lane.
        var network = new ReferenceNetwork<double>(model);
        double[] x = set.InputsOf(learner.Batch[4]).ToArray().Select(v => (double)v).ToArray();
        for (int t = 0; t < step; t++) network.Step(x.AsSpan(2 * t, 2), new double[2]);
        var state = new double[size];
        network.CopyStateTo(state);
        for (int column = 0; column < size; column++)
        {
            double[] After(double offset)
            {
                double[] moved = (double[])state.Clone();
                moved[column] += offset;
                network.SetState(moved);
                network.Step(x.AsSpan(2 * step, 2), new double[2]);
                network.CopyStateTo(moved);
                return moved;
            }
            double[] up = After(1e-5), down = After(-1e-5);
            for (int row = 0; row < size; row++)
                Assert.Equal((up[row] - down[row]) / 2e-5, jacobian[(row * size + column) * Lanes.Count + 4], 1e-8);
        }
    }

    [Theory]
    [InlineData(0.5f, true)]
    [InlineData(2f, false)]
    public void VanishingAndExplodingAreSeen(float weight, bool vanishes)
    {
        // h' = weight h + x: the gradient by h, k steps back, is weight^k times that at the end.
        var cell = new RnnLayer(1, 1, new ActivationFunction(ActivationKind.Identity), new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 1, [1]),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, [weight]),
        });
        var model = new Model("m", cell, new DenseLayer(new Tensor(TensorNames.Weights, 2, 1, [0.1f, -0.1f])));
        using var probe = new GradientProbe(model, SmallData.Labelled(9, 8, 1, 2, 3), 9, threads: 2);
        GradientFlow flow = Assert.Single(probe.Measure(new NetworkParameters(model).Initial()));
        Assert.Equal(weight, flow.SpectralRadius, 1e-9);
        Assert.Equal(weight, flow.LargestSpectralRadius, 1e-9);
        Assert.Equal(8, flow.Norms.Count);
        Assert.Equal(vanishes, flow.Norms[7] < flow.Norms[0]);

        // Of the longest sequence alone.
        Assert.Equal(1, flow.Norms[7] / flow.Norms[6] / weight, 0.5);
    }

    [Fact]
    public void EveryEpochReportsTheFlowOfEveryCell()
    {
        TrainingResult result = Runs.Make().Train();
        Assert.All(result.Epochs, e =>
        {
            Assert.Equal(["layer 1 (gru)", "layer 2 (lstm)"], e.Flow.Select(f => f.Layer));
            Assert.All(e.Flow, f => Assert.True(f.Norms.All(double.IsFinite) && f.Norms[0] > 0 && f.SpectralRadius > 0));
        });
        Assert.Equal(result.Model.Hash, Runs.Make(o => o with { FlowSequences = 0 }).Train().Model.Hash);
    }
}
