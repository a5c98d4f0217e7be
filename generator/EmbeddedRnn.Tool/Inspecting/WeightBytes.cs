using System.Linq;

namespace EmbeddedRnn.Tool.Inspecting;

/// <summary>The size of weights in memory, without padding: as float32, and as integers with a float32 scale for each row of a matrix.</summary>
internal sealed record WeightBytes(long Float32, long Int16, long Int8)
{
    /// <summary>How the sizes come about, for people.</summary>
    public const string Formula =
        "f32: 4 bytes a parameter. int16, int8: 2 or 1 bytes a value of a matrix, 4 bytes a row of it for the scale; vectors (biases, initial states) stay f32.";

    private const int ScaleBytes = 4;

    public static WeightBytes Of(Layer layer) => new(Size(layer, 4), Size(layer, 2), Size(layer, 1));

    private static long Size(Layer layer, int valueBytes) => layer.Tensors.Sum(tensor =>
        valueBytes == 4 || tensor.Rows == 1 ? 4L * tensor.Count : (long)valueBytes * tensor.Count + (long)ScaleBytes * tensor.Rows);
}
