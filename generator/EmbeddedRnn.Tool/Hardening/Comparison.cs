using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>All networks that were measured, and which one to take.</summary>
internal sealed class Comparison(IReadOnlyList<HardeningPoint> points)
{
    /// <summary>How much less accurate than the given network a recommended one may be: half a point, of a series 5 % of the squared error.</summary>
    public const double AccuracyLoss = 0.005;

    /// <summary>See <see cref="AccuracyLoss"/>.</summary>
    public const double ErrorGrowth = 1.05;

    public IReadOnlyList<HardeningPoint> Points => points;

    /// <summary>The fewest multiply-accumulates among those that are as good as the given one.</summary>
    public HardeningPoint Recommended => Best(points);

    /// <summary>The same among those with hard gates; where none is good enough, the best of them.</summary>
    public HardeningPoint RecommendedHard
    {
        get
        {
            HardeningPoint[] hard = [.. points.Where(p => p.Kind == PointKind.Hardened)];
            return hard.Any(IsGood) ? Best(hard) : hard.MaxBy(p => p.Measured.Accuracy ?? -p.Measured.Loss)!;
        }
    }

    /// <summary>Those that no other one beats in both work and quality.</summary>
    public IEnumerable<HardeningPoint> Front => points.Where(p => !points.Any(q => q != p && q.Macs <= p.Macs && Quality(q) >= Quality(p) && (q.Macs < p.Macs || Quality(q) > Quality(p))));

    private static double Quality(HardeningPoint point) => point.Measured.Accuracy ?? -point.Measured.Loss;

    private HardeningPoint Best(IEnumerable<HardeningPoint> among) => among.Where(IsGood).MinBy(p => p.Macs) ?? points[0];

    private bool IsGood(HardeningPoint point) => points[0].Measured.Accuracy is { } given
        ? point.Measured.Accuracy >= given - AccuracyLoss - 1e-12
        : point.Measured.Loss <= ErrorGrowth * points[0].Measured.Loss;
}
