using System;
using System.Globalization;
using System.IO;
using System.Linq;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>
/// The epochs as CSV, written as they end: losses, gates and spectral radii in one file, the gradient's norm step by step back in time in
/// another beside it. A run that goes on keeps the rows of the epochs before.
/// </summary>
internal sealed class TrainingLog(string path, bool resumes) : IDisposable
{
    private const string Epoch = "epoch";
    private const string FlowHeader = "epoch,layer,steps_back,gradient_norm";

    private StreamWriter? epochs;
    private StreamWriter? flow;

    /// <summary>"losses.gradients.csv" beside "losses.csv".</summary>
    public static string FlowPath(string path) => Path.ChangeExtension(path, ".gradients" + Path.GetExtension(path));

    public void Add(EpochReport report)
    {
        epochs ??= Open(path, Header(report), report.Epoch);
        epochs.WriteLine(Row(report));
        epochs.Flush();
        if (report.Flow.Count == 0) return;
        flow ??= Open(FlowPath(path), FlowHeader, report.Epoch);
        foreach (GradientFlow cell in report.Flow)
        {
            for (int back = 0; back < cell.Norms.Count; back++)
                flow.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Epoch},{cell.Layer},{back},{cell.Norms[back]:R}"));
        }
        flow.Flush();
    }

    public void Dispose()
    {
        epochs?.Dispose();
        flow?.Dispose();
    }

    private StreamWriter Open(string file, string header, int firstEpoch)
    {
        string[] kept = resumes && File.Exists(file) ? [.. File.ReadLines(file).Skip(1).Where(line => EpochOf(line) < firstEpoch)] : [];
        using (var begun = new ReplacedFile(file))
        {
            begun.Write(string.Concat(kept.Prepend(header).Select(line => line + "\n")));
            begun.Complete();
        }
        return new StreamWriter(file, append: true) { NewLine = "\n" };
    }

    private static int EpochOf(string line) =>
        int.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) ? epoch : int.MaxValue;

    private static string Header(EpochReport report) => string.Join(",",
    [
        Epoch, "loss", "penalty", "accuracy", "validation_loss", "validation_accuracy", "skipped_share", "learning_rate", "gradient_norm", "largest_gradient_norm",
        .. report.Flow.SelectMany(cell => new[] { $"{cell.Layer} spectral_radius", $"{cell.Layer} largest_spectral_radius" }),
        .. (report.Validation?.Gates ?? []).SelectMany(gate => new[] { "mean", "closed", "open" }.Select(what => $"{gate.Layer} {gate.Gate} {what}")),
    ]);

    private static string Row(EpochReport report) => string.Join(",",
    [
        report.Epoch.ToString(CultureInfo.InvariantCulture), Number(report.Loss), Number(report.Penalty), Number(report.Accuracy), Number(report.Validation?.Loss),
        Number(report.Validation?.Accuracy), Number(report.Validation?.SkippedShare), Number(report.LearningRate), Number(report.GradientNorm), Number(report.LargestGradientNorm),
        .. report.Flow.SelectMany(cell => new[] { Number(cell.SpectralRadius), Number(cell.LargestSpectralRadius) }),
        .. (report.Validation?.Gates ?? []).SelectMany(gate => new[] { Number(gate.Mean), Number(gate.Lowest), Number(gate.Highest) }),
    ]);

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
