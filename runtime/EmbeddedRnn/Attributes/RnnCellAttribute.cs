using System;
using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>
/// Makes the annotated partial class a plain recurrent cell: h' = f(W x + bW + U h + bU).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public sealed class RnnCellAttribute : CellAttribute
{
    /// <summary>f: required where the model file does not carry it (PyTorch .safetensors), or where there is no file.</summary>
    public Activation Activation { get; set; }
}
