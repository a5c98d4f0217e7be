using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Evaluating;

/// <summary>What a network is measured on: the sequences for an engine, and the set for the gates of its training.</summary>
internal sealed record EvaluationData(IReadOnlyList<Question> Questions, TrainingSet Set)
{
    public static EvaluationData Of(LabelledSequences sequences) =>
        new([.. Enumerable.Range(0, sequences.Count).Select(i => new Question(sequences.InputsOf(i).ToArray(), sequences.Labels[i], default))], sequences);

    /// <summary>A whole series in one piece.</summary>
    public static EvaluationData Of(Sequence series, int ahead)
    {
        PredictionSeries set = PredictionSeries.Of(series, ahead, segments: 1);
        return new([new Question(set.InputsOf(0).ToArray(), null, series.ToSingle().AsMemory(ahead * series.Width))], set);
    }
}
