using System;
using System.Globalization;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>An epoch in one line.</summary>
internal static class EpochText
{
    public static string Line(EpochReport report) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {report.Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(report.Epochs))}/{report.Epochs}  loss {report.Loss:0.0000}{Validation(report)}, {Duration(report.Remaining)} left");

    /// <summary>The same in less room, for a bar behind it.</summary>
    public static string Short(EpochReport report)
    {
        string quality = (report.Validation?.Accuracy ?? report.Accuracy) is { } accuracy ? $", {Percent(accuracy, 1)} right" : "";
        string skipped = report.Validation is { } validation ? $", {Percent(validation.SkippedShare, 0)} skipped" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{report.Epoch}/{report.Epochs} loss {report.Validation?.Loss ?? report.Loss:0.000}{quality}{skipped}, {Duration(report.Remaining)} left");
    }

    /// <summary>"1.2 s", "3 min 20 s", "2 h 5 min".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>"97.78 %".</summary>
    public static string Percent(double share, int decimals = 2) =>
        (100 * share).ToString((decimals == 0 ? "0" : "0." + new string('0', decimals)), CultureInfo.InvariantCulture) + " %";

    private static string Validation(EpochReport report)
    {
        string accuracy = report.Accuracy is { } share ? $", accuracy {Percent(share, 1)}" : "";
        if (report.Validation is not { } validation) return accuracy;
        string measured = validation.Accuracy is { } held
            ? $"accuracy {Percent(held, 1)}"
            : string.Create(CultureInfo.InvariantCulture, $"loss {validation.Loss:0.0000}");
        return $"{accuracy}; validation: {measured}, skipped {Percent(validation.SkippedShare, 1)}";
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
