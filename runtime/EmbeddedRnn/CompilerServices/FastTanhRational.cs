namespace EmbeddedRnn.CompilerServices;

/// <summary>The one place of the fast tanh's coefficients: tanh(x) ≈ x (P0 + P1 u + P2 u²) / (1 + Q1 u + Q2 u²), u = x².</summary>
/// <remarks>Found and checked by docs/numerics/fast_tanh.py, for float arithmetic in exactly the order that <c>FastActivations</c> uses.</remarks>
internal static class FastTanhRational
{
    internal const float Limit = 5f;

    internal const float P0 = 0.99979979f;
    internal const float P1 = 0.101587787f;
    internal const float P2 = 0.000651435344f;

    internal const float Q1 = 0.434343219f;
    internal const float Q2 = 0.0126008373f;
}
