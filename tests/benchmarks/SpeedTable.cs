using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Benchmarks.Contenders;

namespace EmbeddedRnn.Benchmarks;

/// <summary>Measures cells and prints, for each, every contender; at the end one line a cell.</summary>
internal static class SpeedTable
{
    /// <summary>How many kernels of a peer set, the best ones at first sight, take part in the rounds.</summary>
    private const int PeersInRounds = 3;

    public static void Print(Func<Cell, bool> chosen)
    {
        var summary = new List<string>();
        foreach (Cell cell in Cell.All.Where(chosen))
        {
            var work = new Workload(cell);
            IReadOnlyList<Timing> timings = Measurement.Interleaved([cell.Generated(work), new PlainContender(work), new TensorsContender(work), .. Peers(cell, work)]);
            Timing generated = timings[0];
            Console.WriteLine(cell.Name);
            foreach (Timing t in timings)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"  {t.Contender.Name,-38} min {t.Minimum,9:F1} ns  median {t.Median,9:F1} ns  x{t.Minimum / generated.Minimum,-6:F2}")
                    + FormattableString.Invariant($" {t.BytesPerStep,3:F0} B/step  error {Accuracy.LargestError(t.Contender, work):E1}")
                    + (t.Settled ? "" : "  NOT SETTLED"));
            }
            Timing? peer = timings.Skip(3).MinBy(t => t.Minimum);
            Timing? peerMedian = timings.Skip(3).MinBy(t => t.Median);
            string beside = peer is null ? "" : FormattableString.Invariant(
                $" | {peer.Minimum:F1} | {100 * peer.Minimum / generated.Minimum:F0} % | {100 * peerMedian!.Median / generated.Median:F0} %");
            summary.Add(FormattableString.Invariant(
                $"| {cell.Name} | {generated.Minimum:F1} | {timings[1].Minimum:F0} | {timings[2].Minimum:F0} | {timings[2].Minimum / generated.Minimum:F1}{beside} |"));
        }
        Console.WriteLine();
        string peers = HasPeers ? " | best peer | speed, % of the peer's | the same by medians" : "";
        Console.WriteLine($"| ns a step, minimum | generated | plain loops | TensorPrimitives | times as fast as those{peers} |");
        Console.WriteLine(HasPeers ? "|---|---|---|---|---|---|---|---|" : "|---|---|---|---|---|");
        summary.ForEach(Console.WriteLine);
    }

#if PEER_KERNELS
    private const bool HasPeers = true;

    private static IEnumerable<Contender> Peers(Cell cell, Workload work) =>
        Measurement.Best(EmbeddedRnn.Benchmarks.Peers.PeerContender.All(cell, work), PeersInRounds);
#else
    private const bool HasPeers = false;

    private static IEnumerable<Contender> Peers(Cell cell, Workload work) => [];
#endif
}
