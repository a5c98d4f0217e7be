using System;
using System.Linq;

namespace EmbeddedRnn.Training.Tests;

/// <summary>Small sets made from a seed.</summary>
internal static class SmallData
{
    /// <summary>Ragged sequences of random values with random labels.</summary>
    public static LabelledSequences Labelled(int count, int steps, int inputSize, int classes, int seed)
    {
        var random = new Random(seed);
        float[] values = Enumerable.Range(0, count * steps * inputSize).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        int[] lengths = Enumerable.Range(0, count).Select(i => i == 0 ? steps : random.Next(1, steps + 1)).ToArray();
        int[] labels = Enumerable.Range(0, count).Select(i => i < classes ? i : random.Next(classes)).ToArray();
        return new LabelledSequences(steps, inputSize, values, lengths, labels);
    }

    /// <summary>Sequences that can be learned: the label is the number of the input with the largest sum over time.</summary>
    public static LabelledSequences Learnable(int count, int steps, int inputSize, int seed)
    {
        var random = new Random(seed);
        var values = new float[count * steps * inputSize];
        var lengths = new int[count];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            lengths[n] = random.Next(steps / 2, steps + 1);
            labels[n] = random.Next(inputSize);
            for (int i = 0; i < lengths[n] * inputSize; i++)
                values[n * steps * inputSize + i] = 2 * random.NextSingle() - 1 + (i % inputSize == labels[n] ? 0.7f : 0);
        }
        return new LabelledSequences(steps, inputSize, values, lengths, labels);
    }

    /// <summary>A series of sines.</summary>
    public static float[] Sines(int steps, int width) =>
        Enumerable.Range(0, steps * width).Select(i => MathF.Sin(0.3f * (i / width) + i % width) + 0.3f * MathF.Sin(0.71f * (i / width))).ToArray();
}
