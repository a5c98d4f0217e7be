using System;

namespace EmbeddedRnn.Benching;

/// <summary>Random inputs, the same at every run, that contenders take over and over again.</summary>
public sealed class RepeatedInputs
{
    /// <summary>How many there are.</summary>
    public const int Samples = 1024;

    /// <summary>Makes them, from [-1, 1).</summary>
    /// <param name="width">Values a step.</param>
    public RepeatedInputs(int width)
    {
        var random = new Random(1);
        Width = width;
        Values = new float[Samples * width];
        for (int i = 0; i < Values.Length; i++) Values[i] = (2 * random.NextSingle()) - 1;
    }

    /// <summary>Values a step.</summary>
    public int Width { get; }

    /// <summary>[Samples, Width].</summary>
    public float[] Values { get; }

    /// <summary>The inputs of the first steps.</summary>
    public ReadOnlySpan<float> First(int steps) => Values.AsSpan(0, steps * Width);
}
