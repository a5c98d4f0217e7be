using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>
/// The names of one cell's tensors, as PyTorch writes them: the module's prefix, weight_ih and the others, then nothing
/// (nn.RNNCell, nn.GRUCell, nn.LSTMCell) or the layer and the direction: _l0, _l0_reverse, _l1.
/// </summary>
internal sealed class CellNames
{
    public const string Base = "weight_ih";
    public const string FirstLayer = "_l0";

    private readonly string prefix;
    private readonly string suffix;

    private CellNames(string prefix, string suffix)
    {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    public string InputWeights => prefix + Base + suffix;

    public string RecurrentWeights => prefix + "weight_hh" + suffix;

    public string InputBias => prefix + "bias_ih" + suffix;

    public string RecurrentBias => prefix + "bias_hh" + suffix;

    /// <summary>nn.LSTM only: nn.LSTMCell has none.</summary>
    public string? Projection => suffix.Length == 0 ? null : prefix + "weight_hr" + suffix;

    public IEnumerable<string> All => new[] { InputWeights, RecurrentWeights, InputBias, RecurrentBias, Projection }.OfType<string>();

    public static CellNames OfCell(string prefix) => new(prefix, "");

    public static CellNames OfLayer(string prefix, int layer, bool reverse) =>
        new(prefix, string.Create(CultureInfo.InvariantCulture, $"_l{layer}{(reverse ? "_reverse" : "")}"));
}
