using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>Reads one entry of "layers": the layer, and behind it the activation that the entry names.</summary>
internal static class LayerReader
{
    private static readonly string[] Common = ["type", "activation", "shape", "weights", "name"];

    public static IEnumerable<Layer> Read(JsonPlace entry, StepShape input, ImportOptions options, out StepShape output)
    {
        JsonPlace type = entry.Member("type");
        output = StepShape.Of(entry.Member("shape"));
        output.RequireSteps(input);
        JsonArray[] weights = entry.Find("weights")?.Items().Take(5).Select(JsonArray.Of).ToArray() ?? [];
        var layer = new KerasLayer(entry, input.Size, output, weights, options.AllowNonFinite);
        if (input.OfSequence && !output.OfSequence && type.Text() is not ("gru" or "lstm"))
            throw output.Place.Error("it is the shape of one step, but a sequence comes in: only gru and lstm give the last step alone.");
        switch (type.Text())
        {
            case "dense" or "time-distributed-dense":
                RefuseOthers(entry);
                return Activated(layer.Dense(), entry);
            case "conv1d":
                RefuseOthers(entry, "kernel_size", "dilation", "groups", "strides", "padding");
                return Activated(new KerasConv1d(layer).Read(), entry);
            case "gru":
                RefuseOthers(entry);
                ActivationNames.RequireTanh(entry);
                return Recurrent(new KerasCell(layer).Gru(), input, output);
            case "lstm":
                RefuseOthers(entry);
                ActivationNames.RequireTanh(entry);
                return Recurrent(new KerasCell(layer).Lstm(), input, output);
            case "prelu":
                RefuseOthers(entry);
                ActivationNames.RequireNone(entry);
                return [layer.PRelu()];
            case "batchnorm":
                RefuseOthers(entry, "epsilon");
                ActivationNames.RequireNone(entry);
                return [new KerasBatchNormalization(layer).Read()];
            case "activation":
                RefuseOthers(entry);
                layer.RequireWeights(0);
                output.RequireSame(input.Size);
                return [new ActivationLayer(input.Size, ActivationNames.Of(entry)
                    ?? throw entry.Error("it names no activation, which RTNeural's export does for functions that it does not know."))];
            case var other:
                throw type.Error(
                    $"a layer of type '{Printable.Name(other)}' is not supported; supported are dense, time-distributed-dense, conv1d, gru, lstm, prelu, batchnorm and activation.");
        }
    }

    /// <summary>With return_sequences=False a cell gives its last step alone: [null, steps, size] in, [null, size] out.</summary>
    private static Layer[] Recurrent(CellLayer cell, StepShape input, StepShape output) =>
        input.OfSequence && !output.OfSequence ? [cell, new LastStepLayer(cell.OutputSize)] : [cell];

    private static Layer[] Activated(Layer layer, JsonPlace entry) =>
        ActivationNames.Of(entry) is { } function ? [layer, new ActivationLayer(layer.OutputSize, function)] : [layer];

    private static void RefuseOthers(JsonPlace entry, params string[] own)
    {
        foreach ((string name, JsonPlace value) in entry.Members())
        {
            if (!Common.Contains(name) && !own.Contains(name)) throw value.Error("it is not understood: this type of layer has no such option here.");
        }
    }
}
