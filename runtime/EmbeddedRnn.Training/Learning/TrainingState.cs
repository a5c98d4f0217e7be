namespace EmbeddedRnn.Training;

/// <summary>What changes in a run beside the weights: with it and the options, a run goes on as if it had not been interrupted.</summary>
internal sealed class TrainingState
{
    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>Updates done.</summary>
    public long Update { get; set; }

    /// <summary>The loss of the first update, against which an exploding one is measured.</summary>
    public double FirstLoss { get; set; } = double.NaN;

    /// <summary>The epoch with the smallest validation loss, 0 for none.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The smallest validation loss.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>The weights after <see cref="BestEpoch"/>.</summary>
    public required float[] BestWeights { get; init; }

    /// <summary>What the optimiser keeps.</summary>
    public required float[] Moments { get; init; }
}

/// <summary>What an epoch's updates gave together.</summary>
internal readonly record struct EpochSums(
    double Loss, double Penalty, double? Accuracy, double LearningRate, double GradientNorm, double LargestGradientNorm);
