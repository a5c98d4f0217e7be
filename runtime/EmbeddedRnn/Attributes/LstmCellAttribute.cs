using System;
using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>
/// Makes the annotated partial class a long short-term memory: i, f, o = s(...), g = tanh(...);
/// c' = f * c + i * g; h' = o * tanh(c'). With a model file, the file decides on the options and these are checked against it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public sealed class LstmCellAttribute : CellAttribute
{
    /// <summary>Peephole connections: i and f see the old cell state, o the new one.</summary>
    public bool Peepholes { get; set; }

    /// <summary>A coupled input and forget gate: f = 1 - i, with no weights of its own.</summary>
    public bool CoupledGate { get; set; }

    /// <summary>The size P of the hidden state h' = P (o * tanh(c')), 1 to 1,024; left out, there is no projection.</summary>
    public int ProjectionSize { get; set; }

    /// <summary>The function of i, f and o that have none of their own here; left out, that of the model (without a model, sigmoid).</summary>
    public Gate Gates { get; set; }

    /// <summary>The function of the input gate i, where it is not that of <see cref="Gates"/>.</summary>
    public Gate InputGate { get; set; }

    /// <summary>The function of the forget gate f, where it is not that of <see cref="Gates"/>.</summary>
    public Gate ForgetGate { get; set; }

    /// <summary>The function of the output gate o, where it is not that of <see cref="Gates"/>.</summary>
    public Gate OutputGate { get; set; }

    /// <summary>The function of the candidate; left out, that of the model (without a model, tanh).</summary>
    public Candidate Candidate { get; set; }
}
