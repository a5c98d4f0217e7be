using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>
/// Makes a network of PyTorch's tensors: the layers and directions of one recurrent module, then a linear layer where the file
/// holds just one that fits behind it. Names do not tell of anything else, so anything else is refused.
/// </summary>
internal static class TorchNetwork
{
    public static Model Read(ITorchTensors file, ImportSource source, ImportOptions options) => ModelBuilder.Build(source, ReadLayers(file, options));

    /// <summary>The layers, first to last.</summary>
    public static IReadOnlyList<Layer> ReadLayers(ITorchTensors file, ImportOptions options)
    {
        TorchModule module = TorchModule.Find(file, options.Prefix);
        var layers = new List<Layer>();
        for (int k = 0; k < module.Forward.Count; k++)
        {
            CellLayer forward = Cell(file, module.Forward[k], options, layers);
            layers.Add(module.Backward.Count == 0 ? forward : Both(file, module, k, forward, options, layers));
        }
        // With a prefix, what lies outside it is left aside.
        if (options.Prefix is null && TorchHead.Read(file, module, layers[^1].OutputSize, options) is { } head) layers.Add(head);
        return layers;
    }

    private static BidirectionalLayer Both(ITorchTensors file, TorchModule module, int layer, CellLayer forward, ImportOptions options, List<Layer> before)
    {
        CellNames names = module.Backward[layer];
        CellLayer backward = Cell(file, names, options, before);
        if (backward.GetType() != forward.GetType() || backward.InputSize != forward.InputSize || backward.OutputSize != forward.OutputSize || backward.HiddenSize != forward.HiddenSize)
        {
            throw file.Error(file.Find(names.RecurrentWeights)!,
                $"it is of the backward direction and makes it {backward.Describe()}, but the forward direction is {forward.Describe()}.");
        }
        return new BidirectionalLayer(forward, backward);
    }

    private static CellLayer Cell(ITorchTensors file, CellNames names, ImportOptions options, List<Layer> before)
    {
        CellLayer cell = new TorchCell(file, names, options).Read();
        if (before.Count > 0 && before[^1].OutputSize != cell.InputSize)
        {
            throw file.Error(file.Find(names.InputWeights)!, FormattableString.Invariant(
                $"it takes {cell.InputSize} values, but the layer before gives {before[^1].OutputSize}."));
        }
        return cell;
    }
}
