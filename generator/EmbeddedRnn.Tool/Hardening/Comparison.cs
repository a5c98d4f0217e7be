using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>All networks that were measured, and which one to take.</summary>
internal sealed class Comparison(IReadOnlyList<HardeningPoint> points)
{
    /// <summary>How much less accurate than the baseline a recommended one may be: half a point, of a series 5 % of the squared error.</summary>
    public const double AccuracyLoss = 0.005;

    /// <summary>See <see cref="AccuracyLoss"/>.</summary>
    public const double ErrorGrowth = 1.05;

    public IReadOnlyList<HardeningPoint> Points => points;

    public bool IsLabelled => points[0].IsLabelled;

    /// <summary>Whether every network but the given one was trained with several seeds.</summary>
    public bool HasSeveralSeeds => points.Any(p => p.Results.Count > 1);

    /// <summary>
    /// What the others have to be as good as: the given network. Of several seeds the mean of its layers trained anew, since one run may be a lucky one.
    /// </summary>
    public HardeningPoint Baseline => HasSeveralSeeds ? points.FirstOrDefault(p => p.Kind == PointKind.AsGiven && p.DenseMacs == points[0].DenseMacs) ?? points[0] : points[0];

    /// <summary>
    /// The fewest multiply-accumulates among those that are as good as the baseline. A GRU without a reset gate is there to compare with only:
    /// the engines have no such cell.
    /// </summary>
    public HardeningPoint Recommended => Best(points.Where(p => p.Kind != PointKind.WithoutReset));

    /// <summary>The network without a reset gate, where it is as good with less work than <see cref="Recommended"/>.</summary>
    public HardeningPoint? BetterWithoutReset => points.FirstOrDefault(p => p.Kind == PointKind.WithoutReset && IsGood(p) && p.Macs.Mean < Recommended.Macs.Mean);

    /// <summary>The fewest multiply-accumulates among those with hard gates; where none is good enough, the best of them.</summary>
    public HardeningPoint RecommendedHard
    {
        get
        {
            HardeningPoint[] hard = [.. points.Where(p => p.Kind == PointKind.Hardened)];
            return hard.Any(IsGood) ? Best(hard) : hard.OrderByDescending(Quality).ThenBy(p => p.Macs.Mean).First();
        }
    }

    /// <summary>Those that no other one beats in both work and quality.</summary>
    public IEnumerable<HardeningPoint> Front => points.Where(p => !points.Any(q =>
        q != p && q.Macs.Mean <= p.Macs.Mean && Quality(q) >= Quality(p) && (q.Macs.Mean < p.Macs.Mean || Quality(q) > Quality(p))));

    private static double Quality(HardeningPoint point) => point.IsLabelled ? point.Quality.Mean : -point.Quality.Mean;

    private HardeningPoint Best(IEnumerable<HardeningPoint> among) => among.Where(IsGood).MinBy(p => p.Macs.Mean) ?? points[0];

    private bool IsGood(HardeningPoint point) => IsLabelled
        ? point.Quality.Mean >= Baseline.Quality.Mean - AccuracyLoss - 1e-12
        : point.Quality.Mean <= ErrorGrowth * Baseline.Quality.Mean;
}
