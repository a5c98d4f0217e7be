using System;
using System.Text.RegularExpressions;

namespace EmbeddedRnn.Safetensors;

/// <summary>Recognises the tensors of a PyTorch module with several layers or two directions, for which there is a better message.</summary>
internal static partial class OtherLayer
{
    /// <summary>Why the tensor is refused, or null where it is not of another layer or direction of the cell with this prefix.</summary>
    public static string? Explain(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        Match match = LayerName().Match(name, prefix.Length);
        if (!match.Success) return null;
        if (match.Groups["reverse"].Success) return "it belongs to a backward direction (bidirectional=True). This version reads one cell, which runs forward.";
        return match.Groups["layer"].Value == "0" ? null : "it belongs to a further layer (num_layers above 1). This version reads one cell.";
    }

    [GeneratedRegex(@"\G(weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)_l(?<layer>[0-9]{1,9})(?<reverse>_reverse)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LayerName();
}
