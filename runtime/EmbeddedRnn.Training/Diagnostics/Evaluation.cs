using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>What a network gives on a set, at inference.</summary>
/// <param name="Loss">The mean cross-entropy, or the mean squared error.</param>
/// <param name="Accuracy">The share of sequences whose label is met, from 0 to 1; null where there are no labels.</param>
/// <param name="SkippedShare">The multiply-accumulates of the recurrent layers that closed gates spare, over all of them, in valid steps.</param>
/// <param name="MacsPerStep">The multiply-accumulates of the whole network in a step.</param>
/// <param name="Gates">What the gates did, cell after cell, gate after gate.</param>
/// <param name="Labels">The label that each sequence was given; empty where there are none.</param>
public sealed record Evaluation(
    double Loss, double? Accuracy, double SkippedShare, long MacsPerStep, IReadOnlyList<GateActivity> Gates, IReadOnlyList<int> Labels)
{
    /// <summary>The multiply-accumulates of a step in the recurrent layers alone.</summary>
    public long RecurrentMacsPerStep { get; init; }

    /// <summary>What closed gates leave of <see cref="MacsPerStep"/>, on average.</summary>
    public double RemainingMacsPerStep => MacsPerStep - SkippedShare * RecurrentMacsPerStep;

    /// <summary>What closed gates leave of <see cref="RecurrentMacsPerStep"/>, on average.</summary>
    public double RemainingRecurrentMacsPerStep => (1 - SkippedShare) * RecurrentMacsPerStep;
}
