using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>What the double reference does over a sequence. A network that takes whole sequences shows its outputs only.</summary>
/// <param name="Inputs">What went in.</param>
/// <param name="Outputs">[steps of output, OutputSize].</param>
/// <param name="Cells">The cells of the chain, one after the other.</param>
internal sealed record ModelRun(Sequence Inputs, double[] Outputs, IReadOnlyList<CellTrace> Cells)
{
    public static ModelRun Of(Model model, Sequence inputs, ReportProgress report, CancellationToken cancellation)
    {
        var network = new ReferenceNetwork<double>(model);
        if (!model.CanStream || model.OutputsLastStepOnly)
        {
            var whole = new double[(model.OutputsLastStepOnly ? 1 : inputs.Steps) * model.OutputSize];
            network.Run(inputs.ToArray(), whole);
            return new ModelRun(inputs, whole, []);
        }
        CellTrace[] cells = [.. Traces(model)];
        var outputs = new double[inputs.Steps * model.OutputSize];
        var state = new double[model.StateSize];
        for (int t = 0; t < inputs.Steps; t++)
        {
            if (t % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report("running", (double)t / inputs.Steps);
            }
            network.Step(inputs.Row(t), outputs.AsSpan(t * model.OutputSize, model.OutputSize));
            network.CopyStateTo(state);
            foreach (CellTrace cell in cells) cell.Add(network, state);
        }
        return new ModelRun(inputs, outputs, cells);
    }

    private static IEnumerable<CellTrace> Traces(Model model)
    {
        int at = 0;
        for (int i = 0; i < model.Layers.Count; i++)
        {
            if (model.Layers[i] is CellLayer cell) yield return new CellTrace(cell, FormattableString.Invariant($"layer {i + 1} ({cell.Kind})"), i, at);
            at += model.Layers[i].StateSize;
        }
    }
}
