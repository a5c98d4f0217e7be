using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace EcgMonitor;

/// <summary>A stretch of one lead, in millivolts at 360 Hz, and what was wrong with its file.</summary>
/// <param name="Name">What to call it in the report.</param>
/// <param name="Millivolts">One value a sample.</param>
/// <param name="Start">Seconds from the start of the file to the first sample.</param>
/// <param name="Remarks">One line for each bad line of the file, and one for a resampling.</param>
internal sealed record EcgRecord(string Name, float[] Millivolts, double Start, IReadOnlyList<string> Remarks)
{
    /// <summary>Samples a second that the network was trained for.</summary>
    public const int Rate = 360;

    /// <summary>The network was trained on the samples before this one, the first three minutes of the record.</summary>
    public const int TrainingSamples = 180 * Rate;

    private const int ShortestSeconds = 10;
    private const double LargestMillivolts = 100;
    private const double LargestBadShare = 0.01;

    /// <summary>The last two minutes of the record that comes along: samples that the training never saw.</summary>
    public static EcgRecord OwnLastTwoMinutes()
    {
        EcgRecord all = Read(Path.Combine(AppContext.BaseDirectory, "data", "mitdb-208-mlii.csv"), Rate, millivolts: false);
        return new EcgRecord(
            "MIT-BIH record 208, lead MLII, last two minutes", all.Millivolts[TrainingSamples..], (double)TrainingSamples / Rate, all.Remarks);
    }

    /// <summary>
    /// Reads one value a line. A line that is no plausible voltage is remarked upon and takes the value before it, so that
    /// time stays right (the first good value, where none is before it).
    /// </summary>
    /// <exception cref="InputException">No such file, no values, more than 1 % bad lines, or less than ten seconds.</exception>
    public static EcgRecord Read(string path, double rate, bool millivolts)
    {
        string[] lines = ReadLines(path);
        int count = lines.Length;
        while (count > 0 && string.IsNullOrWhiteSpace(lines[count - 1])) count--;
        if (count == 0) throw new InputException($"{path}: the file is empty; it needs one value a line.");

        var remarks = new List<string>();
        var values = new float[count];
        float last = float.NaN;
        for (int i = 0; i < count; i++)
        {
            string? fault = Parse(lines[i], millivolts, ref last);
            if (fault is not null) remarks.Add($"line {i + 1}: {fault}");
            values[i] = last;
        }
        if (remarks.Count > LargestBadShare * count)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: {remarks.Count} of {count} lines are bad, more than 1 %; the first: {remarks[0]}."));
        for (int i = 0; i < remarks.Count; i++) remarks[i] += "; the value before it is held";
        HoldFirstBackwards(values);

        double seconds = count / rate;
        if (seconds < ShortestSeconds)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: {seconds:0.00} s is too short; at least {ShortestSeconds} s are needed."));

        if (rate != Rate)
        {
            values = Resampling.Linear(values, rate, Rate);
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"interpolated linearly from {rate} Hz to {Rate} Hz: the network was trained at {Rate} Hz, so expect a larger prediction error"));
        }
        return new EcgRecord(Path.GetFileName(path), values, 0, remarks);
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read as a file.");
        }
    }

    private static string? Parse(string line, bool millivolts, ref float last)
    {
        if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            return $"'{Shorten(line)}' is not a number";
        double inMillivolts = millivolts ? value : (value - 1024) / 200;
        if (Math.Abs(inMillivolts) > LargestMillivolts)
            return string.Create(CultureInfo.InvariantCulture, $"'{Shorten(line)}' is {inMillivolts:0} mV, beyond {LargestMillivolts} mV");
        last = (float)inMillivolts;
        return null;
    }

    private static string Shorten(string line) => line.Length <= 20 ? line : line[..20] + "...";

    private static void HoldFirstBackwards(float[] values)
    {
        int first = Array.FindIndex(values, v => !float.IsNaN(v));
        Array.Fill(values, values[first], 0, first);
    }
}
