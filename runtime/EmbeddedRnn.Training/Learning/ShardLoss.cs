using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The loss of one shard and its gradient by the network's outputs.</summary>
internal sealed class ShardLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] gradient = [];

    /// <summary>The label of each lane, or -1 where none counts in this pass.</summary>
    public int[] Labels { get; } = new int[Lanes.Count];

    /// <summary>The class of each lane by the last pass: the largest output, the first of equal ones.</summary>
    public int[] Classes { get; } = new int[Lanes.Count];

    /// <summary>The sum of the losses, not yet divided.</summary>
    public double Sum { get; private set; }

    /// <summary>How many labels were met.</summary>
    public int Correct { get; private set; }

    public ReadOnlySpan<T> Gradient(int length) => gradient.AsSpan(0, length);

    /// <summary>-log softmax(y)[label], from the inputs of the softmax. Gradient: (softmax(y) - 1[label]) scale.</summary>
    /// <param name="outputs">[classes][lane].</param>
    /// <param name="scale">1 over the number of labels in the batch.</param>
    public void CrossEntropy(ReadOnlySpan<T> outputs, T scale)
    {
        Span<T> d = Begin(outputs.Length);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            int label = Labels[lane];
            if (label < 0) continue;
            int best = 0;
            for (int i = 1; i < outputs.Length / Lanes.Count; i++)
            {
                if (outputs[i * Lanes.Count + lane] > outputs[best * Lanes.Count + lane]) best = i;
            }
            Classes[lane] = best;
            if (best == label) Correct++;
            T largest = outputs[best * Lanes.Count + lane];
            T sum = T.Zero;
            for (int i = lane; i < outputs.Length; i += Lanes.Count)
            {
                d[i] = T.Exp(outputs[i] - largest);
                sum += d[i];
            }
            for (int i = lane; i < outputs.Length; i += Lanes.Count) d[i] = d[i] / sum * scale;
            d[label * Lanes.Count + lane] -= scale;
            Sum += double.CreateChecked(T.Log(sum) + largest - outputs[label * Lanes.Count + lane]);
        }
    }

    /// <summary>(y - target)^2 over valid steps and values. Gradient: 2 (y - target) scale.</summary>
    /// <param name="outputs">[steps][size][lane].</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="size">Values of a step.</param>
    /// <param name="valid">1 where a step counts, [steps][lane].</param>
    /// <param name="scale">1 over the number of values in the batch.</param>
    public void SquaredError(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int size, ReadOnlySpan<T> valid, T scale)
    {
        Span<T> d = Begin(outputs.Length);
        T two = T.One + T.One;
        for (int at = 0; at < outputs.Length; at += Lanes.Count)
        {
            ReadOnlySpan<T> counts = valid.Slice(at / Lanes.Count / size * Lanes.Count, Lanes.Count);
            T sum = T.Zero;
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                if (counts[lane] == T.Zero) continue;
                T error = outputs[at + lane] - targets[at + lane];
                sum += error * error;
                d[at + lane] = two * error * scale;
            }
            Sum += double.CreateChecked(sum);
        }
    }

    private Span<T> Begin(int length)
    {
        if (gradient.Length < length) gradient = new T[length];
        Sum = 0;
        Correct = 0;
        Span<T> d = gradient.AsSpan(0, length);
        d.Clear();
        return d;
    }
}
