namespace EmbeddedRnn;

/// <summary>The vector width of a generated step.</summary>
public enum Kernel
{
    /// <summary>One value at a time.</summary>
    Scalar = 1,

    /// <summary>128-bit vectors of 4 values: SSE, with FMA where there is one; ARM64 AdvSimd.</summary>
    Vector128 = 4,

    /// <summary>256-bit vectors of 8 values: AVX2 with FMA.</summary>
    Vector256 = 8,

    /// <summary>512-bit vectors of 16 values: AVX-512.</summary>
    Vector512 = 16,
}
