using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>
/// What every cell attribute says. The attributes are read at build time and leave nothing in the assembly.
/// </summary>
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public abstract class CellAttribute : GeneratedClassAttribute
{
    /// <summary>Number of values that go in at each step, 1 to 1,024. Required.</summary>
    public int InputSize { get; set; }

    /// <summary>Number of units, 1 to 1,024. Required.</summary>
    public int HiddenSize { get; set; }

    /// <summary>
    /// The name of a model among the project's <c>&lt;RecurrentModel Include="..." /&gt;</c> items: its path as the
    /// item writes it, its file name with or without the ending, or the item's <c>Name</c>. The weights then live in the
    /// assembly. Left out, the class has no weights of its own and takes them at run time.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>
    /// Whether the cell has biases. With a model, the file decides and this is checked against it; without one the default is true.
    /// </summary>
    public bool Bias { get; set; } = true;
}
