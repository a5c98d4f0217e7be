using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Benching.Machine;
using EmbeddedRnn.Benching.OnnxRuntime;

namespace EmbeddedRnn.Benchmarks;

/// <summary>Measures cells and prints, as Markdown, one line a cell; what each contender did goes to stderr on the way.</summary>
internal static class SpeedTable
{
    /// <summary>How many kernels of a peer set, the best ones at first sight, take part in the rounds.</summary>
    private const int PeersInRounds = 3;

    /// <summary>Measures the chosen cells.</summary>
    /// <param name="chosen">Which ones.</param>
    /// <param name="library">ONNX Runtime's shared library, or null.</param>
    public static void Print(Func<Cell, bool> chosen, string? library)
    {
        MarkdownTable table = new(
            "cell", "ns a step", "ns a step in Run", "plain loops", "TensorPrimitives", "ONNX Runtime, 1 step a call", $"ONNX Runtime, {Workload.SequenceSteps} steps a call",
            "roofline", "limit", "share of the roofline", "bytes a step", "error", "best peer", "speed, % of the peer's");
        foreach (Cell cell in Cell.All.Where(chosen)) table.Add(Row(cell, library));
        Console.Write(table.WithoutEmptyColumns());
    }

    private static string[] Row(Cell cell, string? library)
    {
        var work = new Workload(cell);
        var probes = new RooflineProbes(work.Model);
        using OrtSession? session = library is null ? null : Open(library, work);
        Contender[] own = [work.Step(), work.Run(), work.Hand<PlainLoops>(), work.Hand<TensorCalls>()];
        OrtContender[] onnx = session is null ? [] : [OrtContender.Create(session, work.Model, work.Inputs, 1), OrtContender.Create(session, work.Model, work.Inputs, Workload.SequenceSteps)];
        IReadOnlyList<Timing> timings = Measurement.Of([.. own, .. onnx, .. Peers(cell, work), .. probes.Contenders]);
        foreach (OrtContender contender in onnx) contender.Dispose();

        Report(cell, timings);
        Roofline roofline = probes.Of(timings);
        Timing generated = timings[0];
        Timing? peer = timings.Skip(own.Length + onnx.Length).Where(t => !probes.Contenders.Contains(t.Contender)).MinBy(t => t.Nanoseconds);
        string Time(int index) => timings[index].Nanoseconds.ToString(timings[index].Nanoseconds < 1000 ? "F1" : "F0", null);
        return
        [
            cell.Name, Time(0), Time(1), Time(2), Time(3), onnx.Length > 0 ? Time(4) : "", onnx.Length > 0 ? Time(5) : "",
            $"{roofline.Nanoseconds:F1}", roofline.LimitedBy, $"{100 * roofline.Nanoseconds / generated.Nanoseconds:F0} %", $"{generated.BytesAllocated:0.###}",
            $"{Math.Max(Accuracy.LargestError(own[0], work), Accuracy.LargestError(own[1], work)):0.0E-0}",
            peer is null ? "" : $"{peer.Nanoseconds:F1}", peer is null ? "" : $"{100 * peer.Nanoseconds / generated.Nanoseconds:F0} %",
        ];
    }

    /// <summary>What each contender did, and what is wrong with it.</summary>
    private static void Report(Cell cell, IReadOnlyList<Timing> timings)
    {
        Console.Error.WriteLine(cell.Name);
        foreach (Timing t in timings)
        {
            Console.Error.WriteLine(
                $"  {t.Contender.Code,-34} min {t.Nanoseconds,9:F1} ns  median {t.Median,9:F1} ns  x{t.Nanoseconds / timings[0].Nanoseconds:F2}"
                + (t.Settled ? "" : "  NOT SETTLED") + (t.Unoptimised.Count == 0 ? "" : $"  UNOPTIMISED: {string.Join(", ", t.Unoptimised)}"));
        }
    }

    private static OrtSession Open(string library, Workload work)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, OnnxCell.Write(work.Layer));
            return OrtSession.Open(library, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

#if PEER_KERNELS
    private static IEnumerable<Contender> Peers(Cell cell, Workload work) =>
        Measurement.Fastest(EmbeddedRnn.Benchmarks.Peers.PeerContender.All(cell, work), PeersInRounds);
#else
    private static IEnumerable<Contender> Peers(Cell cell, Workload work) => [];
#endif
}
