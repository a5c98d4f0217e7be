using System;
using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>
/// Makes the annotated partial class a whole trained network: its recurrent cells and the layers around them, with sizes,
/// options and weights as the model file states them.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public sealed class RecurrentModelAttribute : GeneratedClassAttribute
{
    /// <summary>Names the network.</summary>
    /// <param name="model">
    /// A model among the project's <c>&lt;RecurrentModel Include="..." /&gt;</c> items: its path as the item writes it, its
    /// file name with or without the ending, or the item's <c>Name</c>.
    /// </param>
    public RecurrentModelAttribute(string model) => Model = model;

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>The activation of plain RNN layers: required where the model file does not carry it (PyTorch .safetensors).</summary>
    public Activation Activation { get; set; }

    /// <summary>The function of the gates of all cells that have none of their own here; left out, that of the model.</summary>
    public Gate Gates { get; set; }

    /// <summary>The function of the update gates of GRUs, where it is not that of <see cref="Gates"/>.</summary>
    public Gate UpdateGate { get; set; }

    /// <summary>The function of the reset gates of GRUs, where it is not that of <see cref="Gates"/>.</summary>
    public Gate ResetGate { get; set; }

    /// <summary>The function of the input gates of LSTMs, where it is not that of <see cref="Gates"/>.</summary>
    public Gate InputGate { get; set; }

    /// <summary>The function of the forget gates of LSTMs, where it is not that of <see cref="Gates"/>.</summary>
    public Gate ForgetGate { get; set; }

    /// <summary>The function of the output gates of LSTMs, where it is not that of <see cref="Gates"/>.</summary>
    public Gate OutputGate { get; set; }

    /// <summary>The function of the candidates of all gated cells; left out, that of the model.</summary>
    public Candidate Candidate { get; set; }
}
