using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Safetensors;

/// <summary>What the header says about one tensor. Offsets count from the end of the header.</summary>
internal sealed record TensorEntry(string Name, string Dtype, long[] Shape, long Begin, long End)
{
    private const int MostDimensionsShown = 8;

    /// <summary>Its place, for messages.</summary>
    public string Place => $"tensor {Printable.Name(Name)}";

    /// <summary>Its shape, for messages: [48, 3].</summary>
    public string ShapeText
    {
        get
        {
            string shown = string.Join(", ", Shape.Take(MostDimensionsShown).Select(d => d.ToString(CultureInfo.InvariantCulture)));
            return Shape.Length <= MostDimensionsShown ? $"[{shown}]" : $"[{shown}, ...]";
        }
    }
}
