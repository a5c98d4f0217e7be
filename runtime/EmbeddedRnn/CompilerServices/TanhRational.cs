namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// The one place of the tanh coefficients: tanh(x) ≈ x (P0 + P1 u + ... + P4 u⁴) / (Q0 + Q1 u + ... + Q4 u⁴), u = x².
/// </summary>
/// <remarks>
/// Found and checked over every float by docs/numerics/tanh.py, for float arithmetic in exactly the order that
/// <c>Activations</c> uses: a change of one bit, or of that order, needs the script again.
/// </remarks>
internal static class TanhRational
{
    internal const float Limit = 8.03f;

    internal const float P0 = 1.4333421f;
    internal const float P1 = 0.192588031f;
    internal const float P2 = 0.00510538789f;
    internal const float P3 = 3.11523545e-05f;
    internal const float P4 = 2.15038956e-08f;

    internal const float Q0 = 1.43334234f;
    internal const float Q1 = 0.670368493f;
    internal const float Q2 = 0.0374495238f;
    internal const float Q3 = 0.000486675388f;
    internal const float Q4 = 1.20839195e-06f;
}
