using System;
using System.Threading;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>A whole sequence through an engine.</summary>
internal static class EngineRun
{
    /// <summary>How many steps of output a sequence has.</summary>
    public static int OutputSteps(Model model, Sequence inputs) => model.OutputsLastStepOnly ? 1 : inputs.Steps;

    /// <summary>The outputs, row-major [<see cref="OutputSteps"/>, OutputSize].</summary>
    public static float[] Outputs(IEngine engine, Model model, Sequence inputs, ReportProgress report, CancellationToken cancellation)
    {
        float[] values = inputs.ToSingle();
        var outputs = new float[(long)OutputSteps(model, inputs) * model.OutputSize];
        if (engine.Step is not { } step || model.OutputsLastStepOnly)
        {
            engine.Run(values, outputs);
            return outputs;
        }
        for (int t = 0; t < inputs.Steps; t++)
        {
            if (t % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report("running", (double)t / inputs.Steps);
            }
            step(values.AsSpan(t * model.InputSize, model.InputSize), outputs.AsSpan(t * model.OutputSize, model.OutputSize));
        }
        return outputs;
    }
}
