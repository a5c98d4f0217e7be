using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EcgMonitor;

/// <summary>Draws a stretch as SVG: the trace with the beats marked, and under it what the network did not predict.</summary>
internal sealed class Picture
{
    private const int Width = 1200;
    private const int Left = 84;
    private const int Right = Width - 24;
    private const int TraceTop = 112;
    private const int TraceBottom = 432;
    private const int ResidualTop = 472;
    private const int ResidualBottom = 632;
    private const int Height = 692;
    private const string TraceColour = "#1f2d3d";
    private const string ResidualColour = "#9dbfdb";
    private const string MeanColour = "#0f4c81";
    private const string OrdinaryColour = "#2a7f3f";
    private const string FlaggedColour = "#c2410c";
    private const string FlaggedBand = "#fdeadf";
    private const string GridColour = "#e3e3e3";
    private const string FrameColour = "#777777";

    private readonly Svg svg = new(Width, Height);
    private readonly EcgRecord record;
    private readonly Monitor monitor;
    private readonly Stretch stretch;
    private readonly List<Beat> beats;
    private readonly Axis time;

    private Picture(EcgRecord record, Monitor monitor)
    {
        this.record = record;
        this.monitor = monitor;
        stretch = Stretch.Telling(record.Millivolts, monitor.Beats);
        beats = [.. stretch.Of(monitor.Beats)];
        time = new Axis(Seconds(stretch.First), Seconds(stretch.First + stretch.Count), Left, Right);
    }

    /// <summary>The whole document.</summary>
    public static string Draw(EcgRecord record, Monitor monitor)
    {
        var picture = new Picture(record, monitor);
        picture.DrawBands();
        picture.DrawTrace();
        picture.DrawResidual();
        picture.DrawTimeAxis();
        picture.DrawHead();
        return picture.svg.ToString();
    }

    /// <summary>Draws into a file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Save(string path, EcgRecord record, Monitor monitor)
    {
        string text = Draw(record, monitor);
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the picture cannot be written there; choose a place with --picture FILE.");
        }
    }

    private double Seconds(int sample) => record.Start + (double)sample / EcgRecord.Rate;

    private double X(int sample) => time.At(Seconds(sample));

    private void DrawBands()
    {
        foreach (Beat beat in beats.Where(b => b.Flagged))
        {
            double from = Math.Max(Left, X(beat.Sample - ResidualMonitor.Before));
            double to = Math.Min(Right, X(beat.Sample + ResidualMonitor.After));
            svg.Rectangle(from, TraceTop, to - from, TraceBottom - TraceTop, FlaggedBand);
            svg.Rectangle(from, ResidualTop, to - from, ResidualBottom - ResidualTop, FlaggedBand);
        }
    }

    private void DrawTrace()
    {
        float[] values = record.Millivolts[stretch.First..(stretch.First + stretch.Count)];
        Axis axis = DrawFrame(values.Min(), values.Max(), TraceTop, TraceBottom, headRoom: 0.14, "electrocardiogram, mV");
        svg.Polyline(values.Length, i => (X(stretch.First + i), axis.At(values[i])), TraceColour, 1.4);
        foreach (Beat beat in beats)
        {
            double y = axis.At(record.Millivolts[beat.Sample]) - 14;
            if (beat.Flagged) svg.Diamond(X(beat.Sample), y, 7, FlaggedColour);
            else svg.Circle(X(beat.Sample), y, 5, OrdinaryColour);
        }
    }

    private void DrawResidual()
    {
        float largest = Math.Max(0.001f, monitor.Residuals.Skip(stretch.First).Take(stretch.Count).Max(Math.Abs));
        Axis axis = DrawFrame(-1000 * largest, 1000 * largest, ResidualTop, ResidualBottom, headRoom: 0, "residual, \u00b5V");
        DrawMicrovolts(monitor.Residuals, axis, ResidualColour, 1);
        DrawMicrovolts(monitor.MeanResiduals, axis, MeanColour, 1.6);
    }

    private void DrawMicrovolts(IReadOnlyList<float> millivolts, Axis axis, string colour, double width)
    {
        svg.Polyline(stretch.Count, i => (X(stretch.First + i), axis.At(1000 * millivolts[stretch.First + i])), colour, width);
    }

    private Axis DrawFrame(double low, double high, int top, int bottom, double headRoom, string title)
    {
        if (high - low < 0.001) high = low + 0.001;
        var axis = new Axis(low, high + headRoom * (high - low), bottom, top);
        double step = axis.Step(6);
        axis = axis.OpenedTo(step);
        for (double value = axis.Low; value < axis.High + step / 2; value += step)
        {
            svg.Line(Left, axis.At(value), Right, axis.At(value), GridColour);
            svg.Text(Left - 10, axis.At(value) + 5, Axis.Label(value, step), 14, "end");
        }
        for (double second = Math.Ceiling(time.Low); second <= time.High; second++)
            svg.Line(time.At(second), top, time.At(second), bottom, GridColour);
        svg.Rectangle(Left, top, Right - Left, bottom - top, "none", FrameColour);
        svg.UpwardText(24, (top + bottom) / 2.0, title, 15);
        return axis;
    }

    private void DrawTimeAxis()
    {
        for (double second = Math.Ceiling(time.Low); second <= time.High; second++)
            svg.Text(time.At(second), ResidualBottom + 20, Axis.Label(second, 1), 14, "middle");
        svg.Text((Left + Right) / 2.0, ResidualBottom + 44, "time in the record, s", 15, "middle");
    }

    private void DrawHead()
    {
        float heartRate = beats.Count == 0 ? 0 : beats[^1].HeartRate;
        svg.Text(Left, 34, record.Name, 20, weight: "bold");
        svg.Text(Left, 60, string.Create(CultureInfo.InvariantCulture, $"{beats.Count} beats, {beats.Count(b => b.Flagged)} flagged; running heart rate at the end {heartRate:0} beats a minute. Not a medical device."), 15);
        svg.Circle(Left + 6, 87, 5, OrdinaryColour);
        svg.Text(Left + 20, 92, "beat", 15);
        svg.Rectangle(Left + 82, 76, 24, 22, FlaggedBand);
        svg.Diamond(Left + 94, 87, 7, FlaggedColour);
        svg.Text(Left + 114, 92, string.Create(CultureInfo.InvariantCulture, $"flagged: residual energy in the band \u2265 {ResidualMonitor.Threshold} \u00d7 running median"), 15);
        svg.Line(Left + 604, 87, Left + 632, 87, ResidualColour, 2);
        svg.Text(Left + 640, 92, "residual: sample minus prediction", 15);
        svg.Line(Left + 914, 87, Left + 942, 87, MeanColour, 2.5);
        svg.Text(Left + 950, 92, "its 22 ms mean", 15);
    }
}
