using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>A vector width and what a kernel of that width may count on.</summary>
/// <param name="Values">Values in a vector: 16, 8, 4, or 1 for the scalar kernel. The numbers of EmbeddedRnn.Kernel.</param>
/// <param name="Registers">Vector registers of the processors that run it.</param>
public sealed record KernelWidth(int Values, int Registers)
{
    /// <summary>AVX-512.</summary>
    public static readonly KernelWidth Bits512 = new(16, 32);

    /// <summary>AVX2 with FMA.</summary>
    public static readonly KernelWidth Bits256 = new(8, 16);

    /// <summary>SSE, or ARM64 AdvSimd (which has 32 registers; the plan is made for 16).</summary>
    public static readonly KernelWidth Bits128 = new(4, 16);

    /// <summary>One value at a time.</summary>
    public static readonly KernelWidth Scalar = new(1, 16);

    /// <summary>All kernels of a class, widest first.</summary>
    public static readonly IReadOnlyList<KernelWidth> All = new[] { Bits512, Bits256, Bits128, Scalar };

    /// <summary>The name of the member of EmbeddedRnn.Kernel, and the ending of the kernel's methods.</summary>
    public string KernelName => Values == 1 ? "Scalar" : $"Vector{32 * Values}";

    /// <summary>What the kernel is called in prose.</summary>
    public string Prose => Values == 1 ? "scalar" : $"{32 * Values}-bit";
}
