using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using EmbeddedRnn;
using EmbeddedRnn.Benching.OnnxRuntime;

// Computes one output as soon as it can and writes it; the second line has the microseconds of making the network, of the first
// step, of the second, and of a step at full speed (0 for ONNX Runtime). Arguments: none, or ONNX Runtime's library and an ONNX file.
long started = Stopwatch.GetTimestamp();
if (args is [var library, var file])
{
    using OrtSession session = OrtSession.Open(library, file);
    using var call = new OrtCall(session, session.Inputs[0], [1, 1, Cell.InputSize], Input(), 1);
    double made = Elapsed(ref started);
    call.Run();
    double first = Elapsed(ref started);
    Console.Out.WriteLine(call.Output(0)[0].ToString(CultureInfo.InvariantCulture));
    Report(made, first, 0, 0);
}
else
{
    var cell = new Cell();
    float[] input = Input(), output = new float[Cell.OutputSize];
    double made = Elapsed(ref started);
    cell.Step(input, output);
    double first = Elapsed(ref started);
    float shown = output[0];
    cell.Step(input, output);
    double second = Elapsed(ref started), best = double.PositiveInfinity;
    Console.Out.WriteLine(shown.ToString(CultureInfo.InvariantCulture));
    for (int i = 0; i < 1000; i++)
    {
        Elapsed(ref started);
        cell.Step(input, output);
        best = Math.Min(best, Elapsed(ref started));
    }
    Report(made, first, second, best);
}

static float[] Input() => [.. Enumerable.Range(0, Cell.InputSize).Select(i => MathF.Sin(i))];

static double Elapsed(ref long since)
{
    double microseconds = Stopwatch.GetElapsedTime(since).TotalMicroseconds;
    since = Stopwatch.GetTimestamp();
    return microseconds;
}

static void Report(params double[] microseconds) =>
    Console.Out.WriteLine(string.Join(' ', microseconds.Select(m => m.ToString("F2", CultureInfo.InvariantCulture))));

[LstmCell(InputSize = 64, HiddenSize = 128, Model = "cell")]
internal sealed partial class Cell;
