using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>What a network is trained with, and what it is measured on meanwhile.</summary>
/// <param name="Training">The larger part.</param>
/// <param name="Validation">What is held out.</param>
/// <param name="Scaling">How a series was standardised; null for labelled sequences, which go in as they are.</param>
internal sealed record TrainingData(TrainingSet Training, TrainingSet Validation, Standardisation? Scaling)
{
    public bool IsSeries => Scaling is not null;

    public static TrainingData Of(LabelledSequences sequences, double share, ulong seed, int blocks)
    {
        (LabelledSequences training, LabelledSequences validation) = sequences.Split(share, seed, blocks);
        return new TrainingData(training, validation, null);
    }

    public static TrainingData Of(PredictionSeries series, double share)
    {
        (PredictionSeries training, PredictionSeries validation) = series.Split(share);
        // Measured on the training part alone: nothing is learned from what is held out.
        Standardisation scaling = Standardisation.Of(training);
        return new TrainingData(scaling.Apply(training), scaling.Apply(validation), scaling);
    }

    /// <summary>The trained network for the data as they are in the file.</summary>
    public Model ForRawValues(Model trained) => Scaling is null ? trained : Scaling.Wrap(trained);
}
