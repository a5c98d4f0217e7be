using System;
using System.Collections.Generic;
using System.IO;

namespace EcgMonitor;

/// <summary>Streams an electrocardiogram through a generated GRU and says what it saw.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);

    /// <summary>The whole program.</summary>
    /// <returns>The exit code: 0, or 2 when what was given cannot be used; then one line on <paramref name="error"/> says why.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            Options options = Options.Parse(arguments);
            if (options.Help) output.WriteLine(Options.Usage);
            else Watch(options, output, error);
            return 0;
        }
        catch (InputException e)
        {
            error.WriteLine(e.Message);
            return 2;
        }
    }

    private static void Watch(Options options, TextWriter output, TextWriter error)
    {
        EcgRecord record = options.Input is null
            ? EcgRecord.OwnLastTwoMinutes()
            : EcgRecord.Read(options.Input, options.Rate, options.Millivolts);
        foreach (string remark in record.Remarks) error.WriteLine($"{record.Name}: {remark}");

        var report = new Report(output);
        report.Head(record);
        var monitor = new Monitor();
        Progress.Show("streaming", record.Millivolts.Length, Stream(record, monitor), output, Progress.Patience);
        CellRun run = CellRun.Measure(record.Millivolts);
        var deviation = new Deviation();
        Progress.Show("comparing with the reference", record.Millivolts.Length, deviation.Measure(record.Millivolts), output, Progress.Patience);
        Picture.Save(options.Picture, record, monitor);
        report.Table(record, monitor, run, deviation, options.Picture);
    }

    private static IEnumerable<Advance> Stream(EcgRecord record, Monitor monitor)
    {
        for (int t = 0; t < record.Millivolts.Length; t++)
        {
            monitor.Next(record.Millivolts[t]);
            if ((t + 1) % EcgRecord.Rate == 0) yield return new Advance(t + 1, Report.Running(record, monitor, t + 1));
        }
    }
}
