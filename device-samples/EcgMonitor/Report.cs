using System;
using System.IO;

namespace EcgMonitor;

/// <summary>What the program prints.</summary>
internal sealed class Report(TextWriter output)
{
    private const int RunningLines = 12;

    /// <summary>What is looked at.</summary>
    public void Head(EcgRecord record)
    {
        Write($"{record.Name}: {(double)record.Millivolts.Length / EcgRecord.Rate:0.0} s at {EcgRecord.Rate} Hz");
        Write($"GRU, {EcgCell.InputSize} input, {EcgCell.HiddenSize} units, {EcgCell.ParameterCount} parameters, {EcgCell.MacsPerStep} multiply-accumulates a step, kernel {EcgCell.Kernel}");
        Write($"");
        Write($"  time, s   beats   flagged   heart rate, 1/min");
    }

    /// <summary>How things stand after a number of samples: a dozen lines over the whole record, none more often than every ten seconds.</summary>
    /// <returns>A line, or null when none is due.</returns>
    public static string? Running(EcgRecord record, Monitor monitor, int samples)
    {
        int seconds = samples / EcgRecord.Rate;
        int every = Math.Max(10, record.Millivolts.Length / EcgRecord.Rate / RunningLines);
        return seconds % every == 0
            ? FormattableString.Invariant($"  {record.Start + seconds,7:0}   {monitor.Beats.Count,5}   {monitor.Flagged,7}   {monitor.HeartRate,17:0}")
            : null;
    }

    /// <summary>The figures of the whole run.</summary>
    public void Table(EcgRecord record, Monitor monitor, CellRun run, Deviation deviation, string picture)
    {
        Write($"");
        Write($"samples                         {record.Millivolts.Length}");
        Write($"a step of the cell              {run.NanosecondsPerSample:0} ns");
        Write($"bytes allocated while stepping  {run.AllocatedBytes}");
        Write($"largest deviation from the double-precision reference, hidden values in (-1, 1)");
        Write($"  one step from the same state  {deviation.OneStep:0.0e+0}");
        Write($"  running free                  {deviation.FreeRun:0.0e+0}");
        Write($"prediction error, root mean square");
        Write($"  GRU                           {1000 * monitor.NetworkError:0.0} \u00b5V");
        Write($"  linear predictor, order {monitor.LinearOrder,-2}    {1000 * monitor.LinearError:0.0} \u00b5V");
        Write($"  last value                    {1000 * monitor.LastValueError:0.0} \u00b5V");
        Write($"beats found                     {monitor.Beats.Count}");
        Write($"mean heart rate                 {monitor.MeanHeartRate:0} a minute");
        Write($"beats flagged                   {monitor.Flagged} (residual energy at least {ResidualMonitor.Threshold} times the running median)");
        Write($"picture                         {picture}");
        Write($"");
        Write($"Beats and flags are this program's own: no labels come with the record, and nothing here says how often");
        Write($"they are right. It is a demonstration of a recurrent network, not a medical device.");
    }

    private void Write(FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
