using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>A tensor of a PyTorch module as a file names it: the name and the shape. The values stay in the file until they are asked for.</summary>
internal abstract record TorchTensor(string Name, long[] Shape)
{
    private const int MostDimensionsShown = 8;

    /// <summary>Its place in the file, for messages.</summary>
    public abstract string Place { get; }

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
