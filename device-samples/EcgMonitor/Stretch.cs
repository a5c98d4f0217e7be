using System;
using System.Collections.Generic;
using System.Linq;

namespace EcgMonitor;

/// <summary>A part of the record that is worth a picture.</summary>
/// <param name="First">Its first sample.</param>
/// <param name="Count">Its length in samples.</param>
internal readonly record struct Stretch(int First, int Count)
{
    private const int Seconds = 10;
    private const int Margin = EcgRecord.Rate / 4;

    /// <summary>
    /// The ten seconds that show the most of both, ordinary beats and flagged ones; among equals, those that cut no beat
    /// at their ends, and then those whose trace spans least, so that an artefact does not squeeze the beats.
    /// </summary>
    public static Stretch Telling(float[] millivolts, IReadOnlyList<Beat> beats)
    {
        var best = new Stretch(0, Seconds * EcgRecord.Rate);
        (int Both, int Uncut, float Flatness) bestScore = (-1, 0, 0);
        for (int first = 0; first + best.Count <= millivolts.Length; first += EcgRecord.Rate / 2)
        {
            var stretch = new Stretch(first, best.Count);
            List<Beat> inside = [.. stretch.Of(beats)];
            int flagged = inside.Count(b => b.Flagged);
            float[] trace = millivolts[first..(first + best.Count)];
            int uncut = inside.All(b => b.Sample - first >= Margin && first + best.Count - b.Sample >= Margin) ? 1 : 0;
            (int Both, int Uncut, float Flatness) score = (Math.Min(flagged, inside.Count - flagged), uncut, trace.Min() - trace.Max());
            if (score.CompareTo(bestScore) > 0) (best, bestScore) = (stretch, score);
        }
        return best;
    }

    /// <summary>The beats whose R peak lies in the stretch.</summary>
    public IEnumerable<Beat> Of(IEnumerable<Beat> beats)
    {
        Stretch stretch = this;
        return beats.Where(b => b.Sample >= stretch.First && b.Sample < stretch.First + stretch.Count);
    }
}
