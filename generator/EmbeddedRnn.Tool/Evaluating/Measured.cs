using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Evaluating;

/// <summary>Measures a network with an engine: how well it does, and how much work it leaves out.</summary>
internal static class Measured
{
    /// <returns>The report, and the class that each labelled sequence was given.</returns>
    public static (EvaluationReport Report, IReadOnlyList<int> Classes) With(EngineKind kind, Model model, EvaluationData data, ToolConsole console) =>
        console.Progress.While(report =>
        {
            report($"starting the {kind.Name} engine", 0);
            using IEngine engine = kind.Name switch
            {
                EngineKind.Desktop => DesktopEngine.StartCounting(model, console.Cancellation),
                EngineKind.Device => DeviceEngine.StartCounting(model, console.Cancellation),
                _ => kind.Start(model, console.Cancellation),
            };
            var evaluation = new EngineEvaluation(model, engine);
            evaluation.Run(data.Questions, report, console.Cancellation);
            double recurrent = model.AllLayers.OfType<CellLayer>().Sum(cell => cell.MacsPerStep);
            double skipped = engine switch
            {
                _ when recurrent == 0 => 0,
                DesktopEngine desktop => desktop.MacsSkipped / (recurrent * evaluation.Steps),
                DeviceEngine device => device.MacsSkipped / (recurrent * evaluation.Steps),
                // What the rules allow, of the gates that training computes.
                _ => TrainingSession.Guard(() => Evaluator.Evaluate(model, data.Set)).SkippedShare,
            };
            double? accuracy = data.Set is LabelledSequences ? evaluation.Correct / (double)data.Questions.Count : null;
            return (
                new EvaluationReport(
                    model.Name, kind.Name, data.Questions.Count, evaluation.Steps, accuracy, evaluation.Loss, skipped, (1 - skipped) * recurrent, (long)recurrent,
                    model.MacsPerStep - skipped * recurrent),
                (IReadOnlyList<int>)evaluation.Classes);
        });
}
