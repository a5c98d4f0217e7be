namespace EmbeddedRnn.Training;

/// <summary>
/// Random numbers by counter: the same place gives the same number, whoever asks first, so a run needs no generator's state to go on.
/// Source: the finaliser of SplitMix64, G. Steele et al., "Fast splittable pseudorandom number generators" (2014).
/// </summary>
internal static class RandomNumbers
{
    /// <summary>64 random bits for a key and a counter.</summary>
    public static ulong Mix(ulong key, ulong counter)
    {
        ulong z = Finish(key + 0x9E3779B97F4A7C15) + counter * 0x9E3779B97F4A7C15;
        return Finish(z + 0x9E3779B97F4A7C15);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static double Uniform(ulong key, ulong counter) => (Mix(key, counter) >> 11) * (1.0 / (1UL << 53));

    /// <summary>0, ..., count - 1 in random order.</summary>
    public static void Shuffle(int[] order, ulong key)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)(Uniform(key, (ulong)i) * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private static ulong Finish(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
