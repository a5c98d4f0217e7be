using System;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Notices a loss that is not a number or that explodes, and finds where.</summary>
internal static class Divergence
{
    private const string Advice = "Lower the learning rate, clip the gradient, or take smaller initial weights.";

    public static void Check(Learner<float> learner, TrainingState state, TrainingOptions options, PassResult result, double norm, int start)
    {
        double loss = result.Loss + result.Penalty;
        if (double.IsNaN(state.FirstLoss) && double.IsFinite(loss)) state.FirstLoss = loss;
        if (double.IsFinite(loss) && double.IsFinite(norm) && loss <= options.ExplodingLoss * Math.Max(state.FirstLoss, 1e-3)) return;
        string what = !double.IsFinite(loss) ? FormattableString.Invariant($"the loss is {loss}")
            : !double.IsFinite(norm) ? FormattableString.Invariant($"the gradient's norm is {norm}")
            : FormattableString.Invariant($"the loss has grown from {state.FirstLoss:G3} to {loss:G3}");
        throw new TrainingDivergedException($"epoch {state.Epoch + 1}, update {state.Update + 1}: {what}; {Place(learner, start)}. {Advice}{Kept(options, state.Epoch)}");
    }

    /// <summary>
    /// The same after an epoch: its last updates may have spoilt the weights, and no update follows that would notice it before they are kept.
    /// </summary>
    public static void Check(Learner<float> judge, TrainingState state, TrainingOptions options, Evaluation measured)
    {
        if (double.IsFinite(measured.Loss) && measured.Loss <= options.ExplodingLoss * Math.Max(state.FirstLoss, 1)) return;
        (TrainedLayer<float>? layer, int step, float value) = Largest(judge);
        throw new TrainingDivergedException(FormattableString.Invariant(
            $"epoch {state.Epoch}, update {state.Update}: the validation loss after it is {measured.Loss:G3}; the largest value, {value:G3}, comes out of {layer?.Name} at step {step}. {Advice}{Kept(options, state.Epoch - 1)}"));
    }

    private static string Kept(TrainingOptions options, int epoch) =>
        options.CheckpointPath is null || epoch == 0 ? "" : $" The checkpoint of epoch {epoch} stays in {options.CheckpointPath}.";

    /// <summary>The largest value, or the first one that is not finite, of the first sequences.</summary>
    private static (TrainedLayer<float>? Layer, int Step, float Value) Largest(Learner<float> judge)
    {
        judge.SetBatch(Enumerable.Range(0, judge.BatchSize).ToArray());
        judge.Pass(0, judge.LongestInBatch, backward: false, key: 0);
        (TrainedLayer<float>? Layer, int Step, float Value) largest = (null, 0, -1);
        foreach (TrainedLayer<float> layer in judge.Networks.SelectMany(n => n.Chain.All))
        {
            ReadOnlySpan<float> values = layer.Output;
            for (int i = 0; i < values.Length; i++)
            {
                float value = Math.Abs(values[i]);
                if (value <= largest.Value) continue;
                largest = (layer, i / (layer.OutputSize * Lanes.Count), value);
                if (!float.IsFinite(value)) return largest;
            }
        }
        return largest;
    }

    private static string Place(Learner<float> learner, int start)
    {
        int shard = 0;
        foreach (TrainedNetwork<float> network in learner.Networks)
        {
            foreach (TrainedLayer<float> layer in network.Chain.All)
            {
                int at = FirstBad(layer.Output);
                if (at < 0) continue;
                int step = start + at / (layer.OutputSize * Lanes.Count);
                string sequence = learner.NameOf(shard * Lanes.Count + at % Lanes.Count);
                return $"the first value that is not finite comes out of {layer.Name} at step {step} of {sequence}";
            }
            shard++;
        }

        // All values are finite: the gradient grew on its way back.
        (string Name, int Step, double Norm) worst = ("the network", start, -1);
        foreach (TrainedCell<float> cell in learner.Networks.SelectMany(n => n.Cells))
        {
            for (int i = 0; i < cell.GradientSquares.Length; i++)
            {
                double norm = Math.Sqrt(cell.GradientSquares[i]);
                if (double.IsNaN(norm)) norm = double.PositiveInfinity;
                if (norm >= worst.Norm) worst = (cell.Name, start + i / Lanes.Count, norm);
            }
        }
        return FormattableString.Invariant($"the largest gradient, {worst.Norm:G3}, is that of {worst.Name} at step {worst.Step}");
    }

    private static int FirstBad(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) return i;
        }
        return -1;
    }
}
