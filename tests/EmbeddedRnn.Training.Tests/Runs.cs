using System;

namespace EmbeddedRnn.Training.Tests;

/// <summary>A small run that uses what a run can use.</summary>
internal static class Runs
{
    public const string Spec = "gru 6 gates=hardsigmoid02 | dropout 0.2 | lstm 5 | dense 3 | softmax";

    public static readonly LabelledSequences Training = SmallData.Learnable(150, 9, 3, 1);

    public static readonly LabelledSequences Validation = SmallData.Learnable(60, 9, 3, 2);

    public static Trainer Make(Func<TrainingOptions, TrainingOptions>? change = null, string spec = Spec)
    {
        (Model model, var dropouts) = NetworkSpec.Parse(spec).Make(3, 4);
        var options = new TrainingOptions
        {
            Epochs = 6, BatchSize = 40, LearningRate = 0.02, WeightDecay = 0.01, KeepPenalty = 0.3, Dropouts = dropouts, Threads = 1, Seed = 8,
        };
        return new Trainer(model, Training, Validation, change?.Invoke(options) ?? options);
    }
}
