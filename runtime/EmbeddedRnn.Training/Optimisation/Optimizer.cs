using System;

namespace EmbeddedRnn.Training;

/// <summary>How weights follow their gradients.</summary>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Vectors of the weights' size that the optimiser keeps.</summary>
    internal abstract int Moments { get; }

    /// <summary>The <see cref="TrainingOptions.WeightDecay"/> where none is given.</summary>
    internal abstract double UsualWeightDecay { get; }

    /// <summary>One update.</summary>
    /// <param name="weights">The weights, changed.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="moments">The kept vectors, one after the other, changed.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="update">The number of this update, from 1.</param>
    internal abstract void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> moments, float rate, long update);
}

/// <summary>
/// Adam: steps by the mean of the gradient over the root of its mean square.
/// Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015).
/// </summary>
/// <param name="Beta1">The decay of the mean.</param>
/// <param name="Beta2">The decay of the mean square.</param>
/// <param name="Epsilon">Added to the root.</param>
public sealed record Adam(float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f) : Optimizer
{
    internal override int Moments => 2;

    internal override double UsualWeightDecay => 0.07;

    internal override void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> moments, float rate, long update)
    {
        Span<float> mean = moments.Slice(0, weights.Length);
        Span<float> square = moments.Slice(weights.Length);
        double correction1 = 1 - Math.Pow(Beta1, update);
        float step = (float)(rate / correction1);
        float root = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, update)));
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i];
            mean[i] = Beta1 * mean[i] + (1 - Beta1) * g;
            square[i] = Beta2 * square[i] + (1 - Beta2) * g * g;
            weights[i] -= step * mean[i] / (MathF.Sqrt(square[i]) * root + Epsilon);
        }
    }
}

/// <summary>Gradient descent with momentum: v = momentum v + g, w = w - rate v, as in PyTorch.</summary>
/// <param name="Momentum">From 0 (none) to below 1.</param>
public sealed record Sgd(float Momentum = 0.9f) : Optimizer
{
    internal override int Moments => 1;

    internal override double UsualWeightDecay => 0;

    internal override void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> moments, float rate, long update)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            moments[i] = Momentum * moments[i] + gradient[i];
            weights[i] -= rate * moments[i];
        }
    }
}
