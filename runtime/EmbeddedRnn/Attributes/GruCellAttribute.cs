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

    /// <summary>The function of z and r that have none of their own here; left out, that of the model (without a model, sigmoid).</summary>
    public Gate Gates { get; set; }

    /// <summary>The function of the update gate z, where it is not that of <see cref="Gates"/>.</summary>
    public Gate UpdateGate { get; set; }

    /// <summary>The function of the reset gate r, where it is not that of <see cref="Gates"/>.</summary>
    public Gate ResetGate { get; set; }

    /// <summary>The function of the candidate; left out, that of the model (without a model, tanh).</summary>
    public Candidate Candidate { get; set; }
}
