namespace EmbeddedRnn.Compiler.Specification;

/// <summary>The sizes that a generated cell may have.</summary>
public static class SpecLimits
{
    /// <summary>The smallest input, hidden and projection size.</summary>
    public const int Smallest = 1;

    /// <summary>The largest input, hidden and projection size.</summary>
    public const int Largest = 1024;

    /// <summary>True for a size that a generated cell may have.</summary>
    public static bool Allows(int size) => size >= Smallest && size <= Largest;
}
