using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>
/// One long series that is to be predicted some steps ahead, cut into segments of equal length that train beside one another: the
/// input of step t is the series at t, its target the series at t + ahead.
/// </summary>
public sealed class PredictionSeries : TrainingSet
{
    private readonly float[] values;
    private readonly int first;
    private readonly int segments;
    private readonly int length;

    private PredictionSeries(int width, float[] values, int ahead, int first, int segments, int length)
        : base(width)
    {
        this.values = values;
        Ahead = ahead;
        this.first = first;
        this.segments = segments;
        this.length = length;
    }

    /// <summary>How many steps ahead the targets lie.</summary>
    public int Ahead { get; }

    /// <inheritdoc/>
    public override int Count => segments;

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    internal override bool IsLabelled => false;

    /// <summary>Makes the set.</summary>
    /// <param name="series">All steps, one after the other.</param>
    /// <param name="ahead">How many steps ahead to predict, at least 1.</param>
    /// <param name="segments">Into how many parts the series is cut; a few steps at its end may be left over.</param>
    /// <exception cref="InvalidDataException">A value that is not finite (the row is named), or a series too short.</exception>
    public static PredictionSeries Of(Sequence series, int ahead, int segments) => Of(series.Width, series.ToSingle(), ahead, segments);

    /// <summary>Makes the set.</summary>
    /// <param name="width">Values of a step.</param>
    /// <param name="values">All steps, row-major; adopted without a copy.</param>
    /// <param name="ahead">How many steps ahead to predict, at least 1.</param>
    /// <param name="segments">Into how many parts the series is cut; a few steps at its end may be left over.</param>
    /// <exception cref="InvalidDataException">A value that is not finite (the row is named), or a series too short.</exception>
    public static PredictionSeries Of(int width, float[] values, int ahead, int segments)
    {
        if (width < 1 || values.Length % width != 0)
            throw new InvalidDataException($"a series of width {width} needs whole steps, but {values.Length} values were given.");
        if (ahead < 1) throw new ArgumentOutOfRangeException(nameof(ahead), ahead, "a prediction looks at least 1 step ahead.");
        if (segments < 1) throw new ArgumentOutOfRangeException(nameof(segments), segments, "a series is cut into at least 1 segment.");
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new InvalidDataException(FormattableString.Invariant($"row {i / width}, value {i % width}: {values[i]} is not a finite number (rows and values count from 0)."));
        }
        int steps = values.Length / width - ahead;
        if (steps < segments)
        {
            throw new InvalidDataException(
                $"the series has {values.Length / width} steps: too few for {segments} segments of at least one step with a target {ahead} ahead.");
        }
        return new PredictionSeries(width, values, ahead, 0, segments, steps / segments);
    }

    /// <summary>Splits off the end of the series for validation, with as many segments.</summary>
    /// <param name="share">The share of the steps that is held out, above 0 and below 1.</param>
    public (PredictionSeries Training, PredictionSeries Validation) Split(double share)
    {
        int steps = segments * length;
        int held = (int)Math.Round(share * steps);
        int parts = Math.Min(segments, Math.Max(1, held));
        if (!(share > 0 && share < 1) || held < 1 || steps - held - Ahead < segments)
            throw new ArgumentOutOfRangeException(nameof(share), share, FormattableString.Invariant($"a share of {share} for validation leaves too few of the {steps} steps on one side: each of the {segments} segments needs one."));

        // The last targets of the training part must not reach into what is held out.
        return (new PredictionSeries(InputSize, values, Ahead, first, segments, (steps - held - Ahead) / segments),
            new PredictionSeries(InputSize, values, Ahead, first + steps - held, parts, held / parts));
    }

    /// <summary>The same cut of changed values.</summary>
    internal PredictionSeries Map(Func<float, int, float> change) =>
        new(InputSize, values.Select((value, i) => change(value, i % InputSize)).ToArray(), Ahead, first, segments, length);

    /// <inheritdoc/>
    public override int LengthOf(int sequence) => length;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> InputsOf(int sequence) => Part(first + sequence * length);

    internal override string NameOf(int sequence) => $"the segment from row {first + sequence * length} on";

    internal override ReadOnlySpan<float> TargetsOf(int sequence) => Part(first + sequence * length + Ahead);

    private ReadOnlySpan<float> Part(int step) => values.AsSpan(step * InputSize, length * InputSize);
}
