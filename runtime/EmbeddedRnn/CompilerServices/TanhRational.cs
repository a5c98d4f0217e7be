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
    internal const float Limit = 8f;

    internal const float P0 = 1.17687857f;
    internal const float P1 = 0.158151105f;
    internal const float P2 = 0.00419457164f;
    internal const float P3 = 2.56243911e-05f;
    internal const float P4 = 1.77256663e-08f;

    internal const float Q0 = 1.17687845f;
    internal const float Q1 = 0.550443888f;
    internal const float Q2 = 0.0307588782f;
    internal const float Q3 = 0.000400041288f;
    internal const float Q4 = 9.94887614e-07f;
}
