using System.IO;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Checking;

/// <summary>Measures what integer weights cost, for the head of the generated code; check finds the same with the compiled code.</summary>
internal static class QuantisationError
{
    /// <summary>The errors over inputs, all of them, in a sentence.</summary>
    public static string Of(Model model, WeightFormat format, Sequence inputs, string file, ToolConsole console) =>
        Of(model, format, MeasuringInputs.Of(Path.GetFileName(file), inputs.Width, inputs.ToArray()), console);

    /// <summary>The errors over inputs that are drawn from the model's ranges.</summary>
    public static string Of(Model model, WeightFormat format, ToolConsole console) => Of(model, format, MeasuringInputs.Drawn(model), console);

    private static string Of(Model model, WeightFormat format, MeasuringInputs inputs, ToolConsole console) => console.Progress.While(report =>
        Measurement.Of(model, format, ActivationPrecision.Exact, inputs, share =>
        {
            console.Cancellation.ThrowIfCancellationRequested();
            report("measuring the error of integer weights", share);
        }).ToString());
}
