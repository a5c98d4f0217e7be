using System.CommandLine;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--log and --report: what is kept of a run beside the model.</summary>
internal sealed class RecordOptions
{
    private readonly Option<string?> log = new("--log")
    {
        Description = "A CSV file with a row an epoch (loss, accuracy, skip share, gates, spectral radii), written as the run goes; the gradient's norm through time goes into NAME.gradients.csv beside it.",
        HelpName = "FILE.csv",
    };

    private readonly Option<string?> report = new("--report") { Description = "A page with pictures of the run.", HelpName = "FILE.html" };

    public void AddTo(Command command)
    {
        command.Options.Add(log);
        command.Options.Add(report);
    }

    public void Check(ParseResult parsed, string data, string output)
    {
        foreach (Option<string?> option in new[] { log, report })
        {
            if (parsed.GetValue(option) is { } file) OutputPath.Check(option.Name, file, ("the data", data), ("the output", output));
        }
    }

    public string? Log(ParseResult parsed) => parsed.GetValue(log);

    public void Report(ParseResult parsed, TrainingRecord record)
    {
        if (parsed.GetValue(report) is { } file) OutputPath.Write(report.Name, file, () => TrainingPage.Write(file, record));
    }
}
