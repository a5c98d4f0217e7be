using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace EmbeddedRnn.Training;

/// <summary>Looks at the gradients of a few sequences, in double, without dropout.</summary>
internal sealed class GradientProbe : IDisposable
{
    // At most so many steps go forward and back, and at so many of them the Jacobian is taken.
    private const int LongestPart = 512;
    private const int JacobianSteps = 2;

    // Of how many sequences: as many as keep the cubes of their states' sizes below this, since the radius of a large state costs more than an epoch.
    private const long RadiusWork = 2_000_000;
    private const int FewestRadii = 2;

    private readonly Learner<double> learner;
    private readonly bool streams;
    private readonly int threads;

    public GradientProbe(Model model, TrainingSet set, int sequences, int threads)
    {
        this.threads = threads;
        streams = model.CanStream;
        int count = Math.Min(sequences, set.Count);
        learner = new Learner<double>(model, set, count, [], 1);

        // Spread over the set, which may be in the order of its labels.
        learner.SetBatch(Enumerable.Range(0, count).Select(i => (int)((long)set.Count * i / count)).ToArray());
    }

    public IReadOnlyList<GradientFlow> Measure(ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < weights.Length; i++) learner.Values[i] = weights[i];
        int steps = streams ? Math.Min(learner.LongestInBatch, LongestPart) : learner.LongestInBatch;
        PassResult result = learner.Pass(0, steps, backward: true, 0);
        TrainedNetwork<double>[] networks = learner.Networks.ToArray();
        return Enumerable.Range(0, networks[0].Cells.Count).Select(cell =>
        {
            double[] norms = Norms(networks, cell, steps, learner.Batch.Length);
            double[] radii = networks.SelectMany(n => Radii(n.Shard, n.Cells[cell])).ToArray();
            return new GradientFlow(networks[0].Cells[cell].Name, norms, radii.DefaultIfEmpty(0).Average(), radii.DefaultIfEmpty(0).Max());
        }).ToArray();
    }

    public void Dispose() => learner.Dispose();

    private static double[] Norms(TrainedNetwork<double>[] networks, int cell, int steps, double scale)
    {
        var sums = new double[steps];
        var counts = new int[steps];
        foreach (TrainedNetwork<double> network in networks)
        {
            ReadOnlySpan<double> squares = network.Cells[cell].GradientSquares;
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                int length = network.Shard.Lengths[lane];
                for (int back = 0; back < length; back++)
                {
                    sums[back] += squares[(length - 1 - back) * Lanes.Count + lane];
                    counts[back]++;
                }
            }
        }
        return sums.Select((sum, back) => counts[back] == 0 ? 0 : scale * Math.Sqrt(sum / counts[back])).ToArray();
    }

    private double[] Radii(Shard<double> shard, TrainedCell<double> cell)
    {
        int size = cell.Cell.StateSize;
        long most = Math.Max(FewestRadii, RadiusWork / ((long)size * size * size));
        var jacobians = new double[size * size * Lanes.Count];
        var each = new List<double[]>();
        for (int part = 1; part <= JacobianSteps; part++)
        {
            int step = shard.Steps * part / (JacobianSteps + 1);
            if (step >= shard.Steps) continue;
            cell.StateJacobian(shard, step, jacobians);
            int taken = 0;
            for (int lane = 0; lane < Lanes.Count && taken < most; lane++)
            {
                if (step >= shard.Lengths[lane]) continue;
                var one = new double[size * size];
                for (int i = 0; i < one.Length; i++) one[i] = jacobians[i * Lanes.Count + lane];
                each.Add(one);
                taken++;
            }
        }
        var radii = new double[each.Count];
        Parallel.For(0, radii.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => radii[i] = SpectralRadius.Of(each[i], size));
        return radii;
    }
}
