namespace EmbeddedRnn;

/// <summary>The whole numbers of a weight format: how large they get and how many of them lie side by side.</summary>
public static class QuantisedFormat
{
    /// <summary>The largest magnitude of a value of int16: beside weights of about as many bits, 64 columns fit into 32 bits.</summary>
    public const int Int16Limit = 8191;

    /// <summary>The largest magnitude of a value of int8, which is kept as an unsigned byte around <see cref="Int8Zero"/>.</summary>
    public const int Int8Limit = 127;

    /// <summary>The byte that stands for 0.</summary>
    public const int Int8Zero = 128;

    /// <summary>Columns that are multiplied at once and lie side by side in 32 bits.</summary>
    public static int Columns(WeightFormat format) => format == WeightFormat.Int8 ? 4 : 2;

    /// <summary>Bytes of a weight.</summary>
    public static int Bytes(WeightFormat format) => sizeof(int) / Columns(format);

    /// <summary>The largest magnitude of a value.</summary>
    public static int Limit(WeightFormat format) => format == WeightFormat.Int8 ? Int8Limit : Int16Limit;

    /// <summary>
    /// The largest magnitude of a weight. That of int8 has 7 bits: two products with bytes then fit into 16 bits, in which the
    /// processor adds them.
    /// </summary>
    public static int LargestWeight(WeightFormat format) => format == WeightFormat.Int8 ? 64 : short.MaxValue;

    /// <summary>What is added to a value's whole number so that it is as it is kept.</summary>
    public static int Zero(WeightFormat format) => format == WeightFormat.Int8 ? Int8Zero : 0;

    /// <summary>The largest magnitude of a value as it is kept.</summary>
    public static int LargestKept(WeightFormat format) => Limit(format) + Zero(format);

    /// <summary>
    /// Groups of columns after which a sum is added to a float and begins again: few enough for int16 that the weights keep 13 to
    /// 14 bits. The sums of int8 fit at every size that a cell may have.
    /// </summary>
    public static int TileGroups(WeightFormat format) => format == WeightFormat.Int8 ? int.MaxValue : 32;

    /// <summary>Groups of columns.</summary>
    public static int Groups(WeightFormat format, int columns) => (columns + Columns(format) - 1) / Columns(format);
}
