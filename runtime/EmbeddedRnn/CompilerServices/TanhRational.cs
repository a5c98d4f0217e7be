namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// The one place of the tanh coefficients: tanh(x) ≈ x (P0 + P1 u + ... + P4 u⁴) / (Q0 + Q1 u + ... + Q4 u⁴), u = x².
/// </summary>
/// <remarks>
/// Found and checked over every float by docs/numerics/tanh.py, for float arithmetic in exactly the order that
/// <see cref="Activations"/> uses: a change of one bit, or of that order, needs the script again.
/// </remarks>
internal static class TanhRational
{
    internal const float Limit = 8.03f;

    internal const float P0 = 1.12573218f;
    internal const float P1 = 0.151256859f;
    internal const float P2 = 0.00400972273f;
    internal const float P3 = 2.44667917e-05f;
    internal const float P4 = 1.68889827e-08f;

    internal const float Q0 = 1.12573206f;
    internal const float Q1 = 0.526500881f;
    internal const float Q2 = 0.0294125099f;
    internal const float Q3 = 0.000382230384f;
    internal const float Q4 = 9.49059029e-07f;
}
