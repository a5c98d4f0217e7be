using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// The gated recurrent unit: z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); h' = z * h + (1 - z) * n,
/// with the candidate n as <see cref="Reset"/> says. z = 1 keeps the old state. s and tanh may be other functions.
/// </summary>
public sealed class GruLayer : CellLayer
{
    /// <summary>The gate order: update gate z, reset gate r, candidate n.</summary>
    public static readonly string[] GateOrder = { "update", "reset", "candidate" };

    /// <summary>Makes the layer.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="reset">Where the reset gate acts.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 3, rows z, r, n.</param>
    /// <param name="gates">The function of z and r; null for sigmoid.</param>
    /// <param name="candidate">The function of n; null for tanh.</param>
    /// <param name="clip"><see cref="CellLayer.Clip"/>; 0 or null for none.</param>
    public GruLayer(
        int inputSize, int hiddenSize, ResetPosition reset, CellWeights weights,
        ActivationFunction? gates = null, ActivationFunction? candidate = null, float? clip = null)
        : this(inputSize, hiddenSize, reset, weights,
            new[] { gates ?? ActivationFunction.Sigmoid, gates ?? ActivationFunction.Sigmoid, candidate ?? ActivationFunction.Tanh }, clip)
    {
    }

    /// <summary>Makes a layer whose gates may have functions of their own.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="reset">Where the reset gate acts.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 3, rows z, r, n.</param>
    /// <param name="functions">Those of z, r and n.</param>
    /// <param name="clip"><see cref="CellLayer.Clip"/>; 0 or null for none.</param>
    public GruLayer(
        int inputSize, int hiddenSize, ResetPosition reset, CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip = null)
        : base(inputSize, hiddenSize, hiddenSize, GateOrder, weights, Complete(functions, GateOrder.Length), clip)
    {
        if (reset != ResetPosition.After && reset != ResetPosition.Before)
            throw new ArgumentOutOfRangeException(nameof(reset), reset, "the reset position must be After or Before.");
        Absent(weights.Peepholes, "GRU");
        Absent(weights.Projection, "GRU");
        Absent(weights.InitialCell, "GRU");
        Reset = reset;
    }

    /// <summary>Where the reset gate acts.</summary>
    public ResetPosition Reset { get; }

    /// <summary>The function of the update gate z.</summary>
    public ActivationFunction UpdateFunction => Functions[0];

    /// <summary>The function of the reset gate r.</summary>
    public ActivationFunction ResetFunction => Functions[1];

    /// <summary>The function of the candidate n.</summary>
    public ActivationFunction CandidateFunction => Functions[2];

    /// <inheritdoc/>
    public override bool HasUsualActivations =>
        Clip is null && UpdateFunction == ActivationFunction.Sigmoid && ResetFunction == ActivationFunction.Sigmoid
        && CandidateFunction == ActivationFunction.Tanh;

    /// <inheritdoc/>
    public override CellLayer With(CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip) =>
        new GruLayer(InputSize, HiddenSize, Reset, weights, functions, clip);

    /// <inheritdoc/>
    public override string Kind => "gru";

    /// <inheritdoc/>
    public override string Describe() => $"GRU (reset {(Reset == ResetPosition.After ? "after" : "before")}), {Sizes}{UnusualActivations}";
}
