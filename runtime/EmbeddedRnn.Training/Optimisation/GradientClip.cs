using System;

namespace EmbeddedRnn.Training;

/// <summary>Clipping of the whole gradient. Source: R. Pascanu et al., "On the difficulty of training recurrent neural networks" (2013).</summary>
internal static class GradientClip
{
    /// <summary>The Euclidean norm, summed in double in one order.</summary>
    public static double Norm(ReadOnlySpan<float> gradient)
    {
        double sum = 0;
        foreach (float g in gradient) sum += (double)g * g;
        return Math.Sqrt(sum);
    }

    /// <summary>Scales the gradient down to a norm.</summary>
    public static void ByNorm(Span<float> gradient, double norm, double largest)
    {
        if (norm <= largest) return;
        float scale = (float)(largest / norm);
        for (int i = 0; i < gradient.Length; i++) gradient[i] *= scale;
    }

    /// <summary>Brings every value into [-largest, largest].</summary>
    public static void ByValue(Span<float> gradient, float largest)
    {
        for (int i = 0; i < gradient.Length; i++) gradient[i] = Math.Clamp(gradient[i], -largest, largest);
    }
}
