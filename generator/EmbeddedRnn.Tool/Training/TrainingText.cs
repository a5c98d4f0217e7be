using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>A run for people: what the network does on the validation part, its gates, how its gradients flow.</summary>
internal static class TrainingText
{
    // How many steps back the gradient is shown.
    private static readonly int[] StepsBack = [0, 1, 5, 10, 20, 50, 100];

    public static void Write(ToolConsole console, TrainingRecord record)
    {
        console.Output.WriteLine(Summary(record));
        if (record.Final.Gates.Count > 0)
        {
            console.Output.WriteLine();
            console.Write(Gates(record.Final.Gates));
        }
        if (record.Result.Epochs.LastOrDefault()?.Flow is not { Count: > 0 } flow) return;
        console.Output.WriteLine();
        console.Output.WriteLine("gradient norm so many steps back, and spectral radius of the state's Jacobian:");
        console.Write(Flow(flow));
        console.Output.WriteLine();
    }

    public static string Summary(TrainingRecord record)
    {
        Evaluation final = record.Final;
        string accuracy = final.Accuracy is { } share ? $"accuracy {EpochText.Percent(share)}, " : "";
        string stopped = record.Result.StoppedEarly ? $" (stopped early; best epoch {record.Result.BestEpoch})" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{record.Model.Name}: {Inspecting.Drawing.Of(record.Model)}{stopped}\nvalidation ({record.Data.Validation.Count} {(record.Data.IsSeries ? "segments" : "sequences")}): {accuracy}loss {final.Loss:0.0000}, skipped {EpochText.Percent(final.SkippedShare, 1)}, "
            + $"{final.RemainingRecurrentMacsPerStep:N0} of {final.RecurrentMacsPerStep:N0} MACs a step in recurrent layers");
    }

    private static TextTable Gates(IReadOnlyList<GateActivity> gates)
    {
        var table = new TextTable(
            new TextColumn("layer", IsNumber: false), new TextColumn("gate", IsNumber: false), new TextColumn("mean"), new TextColumn("lower end"), new TextColumn("upper end"));
        foreach (GateActivity gate in gates)
            table.Add(gate.Layer, gate.Gate, gate.Mean.ToString("0.000", CultureInfo.InvariantCulture), EpochText.Percent(gate.Lowest, 1), EpochText.Percent(gate.Highest, 1));
        return table;
    }

    private static TextTable Flow(IReadOnlyList<GradientFlow> flow)
    {
        int[] shown = [.. StepsBack.Where(back => flow.Any(cell => back < cell.Norms.Count))];
        var table = new TextTable(
        [
            new TextColumn("layer", IsNumber: false), .. shown.Select(back => new TextColumn(back.ToString(CultureInfo.InvariantCulture))),
            new TextColumn("radius, mean"), new TextColumn("largest"),
        ]);
        foreach (GradientFlow cell in flow)
        {
            table.Add(
            [
                cell.Layer, .. shown.Select(back => back < cell.Norms.Count ? cell.Norms[back].ToString("0.0e+0", CultureInfo.InvariantCulture) : ""),
                cell.SpectralRadius.ToString("0.000", CultureInfo.InvariantCulture), cell.LargestSpectralRadius.ToString("0.000", CultureInfo.InvariantCulture),
            ]);
        }
        return table;
    }
}
