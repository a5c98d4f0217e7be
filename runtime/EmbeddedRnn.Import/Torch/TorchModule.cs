using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>
/// The recurrent module of a file: nn.RNN, nn.GRU or nn.LSTM with its layers and directions, or one of the Cell modules.
/// </summary>
internal sealed class TorchModule
{
    private const int MostPrefixesShown = 20;

    private static readonly string[] Ends = [CellNames.Base, CellNames.Base + CellNames.FirstLayer];

    private TorchModule(string prefix, IReadOnlyList<CellNames> forward, IReadOnlyList<CellNames> backward)
    {
        Prefix = prefix;
        Forward = forward;
        Backward = backward;
    }

    /// <summary>What stands before its tensors' names.</summary>
    public string Prefix { get; }

    /// <summary>The cells that run forward, first layer to last.</summary>
    public IReadOnlyList<CellNames> Forward { get; }

    /// <summary>The cells that run backward, as many as run forward, or none.</summary>
    public IReadOnlyList<CellNames> Backward { get; }

    /// <summary>Finds the module that the file holds, or the one with the prefix given, and refuses what is not understood within it.</summary>
    public static TorchModule Find(ITorchTensors file, string? prefix)
    {
        List<string> prefixes = Prefixes(file);
        if (prefixes.Count == 0)
        {
            throw file.Error($"no recurrent cell was found: no tensor's name ends with {CellNames.Base}{CellNames.FirstLayer} or {CellNames.Base}. "
                + (file.Tensors.Count == 0 ? "The file holds no tensors." : $"The file holds {Printable.Names(file.Tensors.Select(t => t.Name).ToList())}."));
        }
        if (prefix is null && prefixes.Count > 1)
        {
            throw file.Error($"the file holds several recurrent modules, with the prefixes {Printable.Names(prefixes, MostPrefixesShown)}, and does not say how they are "
                + "connected: say which one by its prefix, or export the whole network to ONNX.");
        }
        if (prefix is not null && !prefixes.Contains(prefix))
            throw file.Error($"no cell has the prefix '{Printable.Name(prefix)}'; there is {Printable.Names(prefixes, MostPrefixesShown)}.");
        TorchModule module = Of(file, prefix ?? prefixes[0]);
        module.RefuseOthersWithin(file);
        return module;
    }

    /// <summary>The tensors of other modules, in the order of the file.</summary>
    public IReadOnlyList<TorchTensor> Outside(ITorchTensors file) => file.Tensors.Where(t => !IsWithin(t.Name)).ToArray();

    private static TorchModule Of(ITorchTensors file, string prefix)
    {
        if (file.Find(CellNames.OfLayer(prefix, 0, reverse: false).InputWeights) is null) return new TorchModule(prefix, [CellNames.OfCell(prefix)], []);
        int layers = 1;
        while (file.Find(CellNames.OfLayer(prefix, layers, reverse: false).InputWeights) is not null) layers++;
        bool bidirectional = false;
        foreach (TorchTensor tensor in file.Tensors)
        {
            if (LayerName.Of(tensor.Name, prefix) is not { } name) continue;
            if (name.Layer >= layers)
            {
                string missing = CellNames.OfLayer(prefix, layers, reverse: false).InputWeights;
                throw file.Error(tensor, $"it is of a further layer, but tensor {Printable.Name(missing)} is missing.");
            }
            bidirectional |= name.Reverse;
        }
        CellNames[] Cells(bool reverse) => Enumerable.Range(0, layers).Select(k => CellNames.OfLayer(prefix, k, reverse)).ToArray();
        return new TorchModule(prefix, Cells(reverse: false), bidirectional ? Cells(reverse: true) : []);
    }

    private static List<string> Prefixes(ITorchTensors file)
    {
        var prefixes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (TorchTensor tensor in file.Tensors)
        {
            foreach (string end in Ends)
            {
                if (!tensor.Name.EndsWith(end, StringComparison.Ordinal)) continue;
                string prefix = tensor.Name[..^end.Length];
                if (seen.Add(prefix)) prefixes.Add(prefix);
            }
        }
        return prefixes;
    }

    private void RefuseOthersWithin(ITorchTensors file)
    {
        HashSet<string> understood = Forward.Concat(Backward).SelectMany(c => c.All).ToHashSet(StringComparer.Ordinal);
        foreach (TorchTensor tensor in file.Tensors)
        {
            if (!understood.Contains(tensor.Name) && IsWithin(tensor.Name))
                throw file.Error(tensor, $"it belongs to the cell with the prefix '{Printable.Name(Prefix)}', but is not understood.");
        }
    }

    /// <summary>
    /// Without a prefix, everything starts with it; then the names with a dot are those of other modules, except PyTorch's own
    /// re-parametrisation, which replaces a cell's weights by tensors of this name.
    /// </summary>
    private bool IsWithin(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && (Prefix.Length > 0 || !name.Contains('.') || name.StartsWith("parametrizations.", StringComparison.Ordinal));
}
