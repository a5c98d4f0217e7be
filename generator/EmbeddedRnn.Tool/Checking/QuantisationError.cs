using System;
using System.Globalization;
using System.IO;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Checking;

/// <summary>Measures what integer weights cost, for the head of the generated code.</summary>
internal static class QuantisationError
{
    // Nothing diverges from within this: the error is measured, not judged.
    private const double AnyError = double.MaxValue;

    /// <summary>The largest errors of the outputs of a run over the inputs, as check finds them, in a sentence.</summary>
    public static string Of(Model model, WeightFormat format, Sequence inputs, string file, ToolConsole console)
    {
        var kind = new EngineKind(EngineKind.Desktop, "", (network, cancellation) => DesktopEngine.Start(network, format, cancellation));
        CheckReport report = Answer.To(new Question(model, kind, inputs, Expected(model, inputs, console), AnyError, null, TeacherForced: false), console);
        return string.Create(CultureInfo.InvariantCulture, $"Largest error of the outputs over {report.Steps} step{(report.Steps == 1 ? "" : "s")} of {Path.GetFileName(file)}: {report.LargestError:0.0E-0}.");
    }

    private static Sequence Expected(Model model, Sequence inputs, ToolConsole console)
    {
        using IEngine reference = ReferenceEngine.Start(model, console.Cancellation);
        float[] outputs = console.Progress.While(report => EngineRun.Outputs(reference, model, inputs, report, console.Cancellation));
        return Sequence.Of(model.OutputSize, outputs);
    }
}
