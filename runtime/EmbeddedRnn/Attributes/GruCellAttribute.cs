using System;
using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>
/// Makes the annotated partial class a gated recurrent unit: z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br);
/// h' = z * h + (1 - z) * n.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public sealed class GruCellAttribute : CellAttribute
{
    /// <summary>Where the reset gate acts: required without a model file; with one, the file decides and this is checked against it.</summary>
    public ResetPosition Reset { get; set; }
}
