using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Safetensors;

/// <summary>
/// The names of one cell's tensors, as PyTorch writes them: a prefix, then weight_ih_l0 (nn.RNN, nn.GRU, nn.LSTM) or
/// weight_ih (nn.RNNCell, nn.GRUCell, nn.LSTMCell), and the others alike.
/// </summary>
internal sealed class CellNames
{
    private const string Base = "weight_ih";
    private const string LayerSuffix = "_l0";

    private static readonly string[] Ends = [Base, Base + LayerSuffix];

    private readonly string suffix;

    private CellNames(string prefix, string suffix)
    {
        Prefix = prefix;
        this.suffix = suffix;
    }

    public string Prefix { get; }

    public string InputWeights => Prefix + Base + suffix;

    public string RecurrentWeights => Prefix + "weight_hh" + suffix;

    public string InputBias => Prefix + "bias_ih" + suffix;

    public string RecurrentBias => Prefix + "bias_hh" + suffix;

    public string Projection => Prefix + "weight_hr" + suffix;

    /// <summary>Finds the cell that the file holds, or the one with the prefix given, and refuses what is not understood beside it.</summary>
    public static CellNames Find(SafetensorsFile file, string? prefix)
    {
        List<string> prefixes = Prefixes(file);
        if (prefixes.Count == 0)
        {
            throw file.Error($"no recurrent cell was found: no tensor's name ends with {Base}{LayerSuffix} or {Base}. "
                + (file.Tensors.Count == 0 ? "The file holds no tensors." : $"The file holds {Printable.Names(file.Tensors.Select(t => t.Name).ToList())}."));
        }
        if (prefix is null && prefixes.Count > 1)
            throw file.Error($"the file holds several cells, with the prefixes {Printable.Names(prefixes, most: 20)}; this version reads one cell: say which by its prefix.");
        if (prefix is not null && !prefixes.Contains(prefix))
            throw file.Error($"no cell has the prefix '{Printable.Name(prefix)}'; there is {Printable.Names(prefixes, most: 20)}.");
        string chosen = prefix ?? prefixes[0];
        var names = new CellNames(chosen, file.Find(chosen + Base + LayerSuffix) is null ? "" : LayerSuffix);
        names.RefuseOthers(file, outsideToo: prefix is null);
        return names;
    }

    private static List<string> Prefixes(SafetensorsFile file)
    {
        var prefixes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (TensorEntry tensor in file.Tensors)
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

    private void RefuseOthers(SafetensorsFile file, bool outsideToo)
    {
        string[] understood = suffix.Length == 0
            ? [InputWeights, RecurrentWeights, InputBias, RecurrentBias]
            : [InputWeights, RecurrentWeights, InputBias, RecurrentBias, Projection];
        foreach (TensorEntry tensor in file.Tensors.Where(t => !understood.Contains(t.Name)))
        {
            if (OtherLayer.Explain(tensor.Name, Prefix) is { } reason) throw file.Error(tensor, reason);
            if (IsWithin(tensor.Name)) throw file.Error(tensor, $"it belongs to the cell with the prefix '{Printable.Name(Prefix)}', but is not understood.");
            if (outsideToo)
            {
                throw file.Error(tensor, $"it does not belong to the cell with the prefix '{Printable.Name(Prefix)}'. This version reads one cell: "
                    + "give that prefix to read the cell alone and leave the rest aside.");
            }
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
