using System.Collections.Generic;
using System.Globalization;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>A run that is complete: what came out, and how.</summary>
/// <param name="Result">What the trainer gave.</param>
/// <param name="Final">The trained network on the validation part.</param>
/// <param name="Data">What it was trained with.</param>
/// <param name="Options">How.</param>
internal sealed record TrainingRecord(TrainingResult Result, Evaluation Final, TrainingData Data, TrainingOptions Options)
{
    public Model Model => Result.Model;

    /// <summary>What a model file says about the run, for people.</summary>
    public IEnumerable<KeyValuePair<string, string>> Notes
    {
        get
        {
            if (Final.Accuracy is { } accuracy) yield return Note("validation-accuracy", accuracy);
            yield return Note("validation-loss", Final.Loss);
            yield return Note("skipped-share", Final.SkippedShare);
            yield return Note("keep-penalty", Options.KeepPenalty);
            yield return new("seed", Options.Seed.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static KeyValuePair<string, string> Note(string name, double value) => new(name, value.ToString("0.######", CultureInfo.InvariantCulture));
}
