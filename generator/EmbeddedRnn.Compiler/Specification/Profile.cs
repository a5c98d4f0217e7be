namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What the code of a class is written for. The numbers are those of the attribute's enumeration.</summary>
public enum Profile
{
    /// <summary>.NET 8 and later.</summary>
    Desktop = 1,

    /// <summary>.NET nanoFramework.</summary>
    Device = 2,
}
