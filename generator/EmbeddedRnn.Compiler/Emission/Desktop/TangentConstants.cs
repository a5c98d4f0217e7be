using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// Where a kernel's tangents have their constants. With 16 registers they come from memory: were they in registers,
/// intermediate results would be in memory, in a place of the stack that may straddle two cache lines (a step takes up to
/// a fifth longer) or two pages (more than twice as long), as chance has it.
/// </summary>
internal sealed class TangentConstants
{
    // Copies of the constants: see Activations.TanhConstants.
    private const int Copies = 8;

    private int next;

    /// <summary>The constants of a kernel's tangents.</summary>
    /// <param name="width">The kernel's width.</param>
    /// <param name="tail">The equations after the sums.</param>
    public TangentConstants(KernelWidth width, Tail tail) => InMemory = width is { Registers: < 32, Values: 8 } && tail.TakesTanh;

    /// <summary>True where they are read from memory.</summary>
    public bool InMemory { get; }

    /// <summary>The arrangement that goes with it.</summary>
    public Arrangement Arrangement => InMemory ? Arrangement.ConstantsInMemory : Arrangement.Plain;

    /// <summary>Declares what the tangents read.</summary>
    public void Emit(CodeWriter writer)
    {
        if (InMemory) writer.Line("ref float tanh = ref RnnActivations.TanhConstants;");
    }

    /// <summary>The copy that the next tangent reads: each another one, or the compiler would take them for the same values.</summary>
    public int NextCopy() => next++ % Copies;
}
