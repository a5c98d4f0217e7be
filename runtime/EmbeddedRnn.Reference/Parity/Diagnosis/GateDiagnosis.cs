using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>
/// Finds the gates each of which alone would explain an observed step: the cell's equations solved for that gate, with
/// all others as the reference has them. A gate counts where the value it needs lies in its activation's range.
/// </summary>
internal static class GateDiagnosis
{
    private const double RangeSlack = 1e-5;

    public static IReadOnlyList<GateSuspect> Suspects(Model model, double[] input, float[] before, double[] observedOutput, double[]? observedState, double tolerance)
    {
        var network = new ReferenceNetwork<double>(model);
        double[] old = Array.ConvertAll(before, v => (double)v);
        network.SetState(old);
        network.Step(input, new double[model.OutputSize]);
        var state = new double[model.StateSize];
        network.CopyStateTo(state);

        int layer = FirstWrongLayer(model, state, observedState, tolerance);
        if (model.Layers[layer] is not CellLayer { HasUsualActivations: true } cell) return Array.Empty<GateSuspect>();
        double[] Part(double[] whole, bool isCell) => StatePart.Of(model)
            .Where(p => p.Layer == layer && p.IsCell == isCell)
            .Select(p => whole[p.Offset..(p.Offset + p.Size)])
            .FirstOrDefault(Array.Empty<double>());

        // The last layer's h' is the output, which is known even where the state is not.
        bool isLast = layer == model.Layers.Count - 1;
        double[]? observedCell = observedState is null || cell is not LstmLayer ? null : Part(observedState, true);
        double[] observedHidden = isLast ? observedOutput : Part(observedState!, false);
        var step = new CellStep(Part(old, false), Part(old, true), Part(state, false), Part(state, true), observedHidden, observedCell, network.Gates(layer), tolerance);

        return Needs(cell, step).Where(need => IsPossible(step.Gate(need.Gate), need))
            .Select(need => Suspect(step.Gate(need.Gate), layer, need))
            .Where(suspect => Math.Abs(suspect.Required - suspect.Value) > tolerance / 10)
            .OrderBy(suspect => Math.Abs(suspect.Required - suspect.Value))
            .ToList();
    }

    private static int FirstWrongLayer(Model model, double[] state, double[]? observed, double tolerance)
    {
        foreach (StatePart part in observed is null ? Enumerable.Empty<StatePart>() : StatePart.Of(model))
        {
            for (int i = part.Offset; i < part.Offset + part.Size; i++)
            {
                if (Deviation.ErrorOf(state[i], observed![i]) > tolerance) return part.Layer;
            }
        }
        return model.Layers.Count - 1;
    }

    private static IEnumerable<GateNeed> Needs(CellLayer cell, CellStep step) => cell switch
    {
        GruLayer gru => GruDiagnosis.Needs(gru, step),
        LstmLayer lstm => LstmDiagnosis.Needs(lstm, step),
        _ => new[] { new GateNeed("hidden", step.WorstHidden, step.ObservedHidden[step.WorstHidden]) },
    };

    private static bool IsPossible(Gate<double> gate, GateNeed need) =>
        double.IsFinite(need.Required) && need.Required >= gate.Lowest - RangeSlack && need.Required <= gate.Highest + RangeSlack;

    private static GateSuspect Suspect(Gate<double> gate, int layer, GateNeed need) =>
        new(gate.Name, layer, need.Unit, gate.PreActivation[need.Unit], gate.Value[need.Unit], Math.Clamp(need.Required, gate.Lowest, gate.Highest));
}
