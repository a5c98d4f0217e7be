using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EmbeddedRnn.Torch;

/// <summary>The layer and the direction that a tensor of nn.RNN, nn.GRU or nn.LSTM is of, from its name.</summary>
internal static partial class LayerName
{
    /// <summary>What the name says behind the prefix, or null where it is no such name.</summary>
    public static (int Layer, bool Reverse)? Of(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        Match match = Pattern().Match(name, prefix.Length);
        if (!match.Success) return null;
        return (int.Parse(match.Groups["layer"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), match.Groups["reverse"].Success);
    }

    [GeneratedRegex(@"\G(weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)_l(?<layer>0|[1-9][0-9]{0,3})(?<reverse>_reverse)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
