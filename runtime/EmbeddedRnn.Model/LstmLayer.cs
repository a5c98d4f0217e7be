using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// The long short-term memory: i, f, o = s(...), g = tanh(...); c' = f * c + i * g; h' = o * tanh(c').
/// Options: peepholes (i and f see the old c, o sees the new c), a coupled gate (f = 1 - i, no weights of its own),
/// a projection (h' = P (o * tanh(c'))), other functions for s and tanh.
/// </summary>
public sealed class LstmLayer : CellLayer
{
    /// <summary>The gate order: input gate i, forget gate f, candidate g, output gate o.</summary>
    public static readonly string[] GateOrder = { "input", "forget", "candidate", "output" };

    /// <summary>The gate order with a coupled gate, where f = 1 - i has no weights.</summary>
    public static readonly string[] CoupledGateOrder = { "input", "candidate", "output" };

    /// <summary>Makes the layer.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="coupled">True for f = 1 - i.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 4, or 3 where coupled.</param>
    /// <param name="gates">The function of i, f and o; null for sigmoid.</param>
    /// <param name="candidate">The function of g; null for tanh.</param>
    /// <param name="output">The function of the new cell state, before o; null for tanh.</param>
    /// <param name="clip"><see cref="CellLayer.Clip"/>; 0 or null for none.</param>
    public LstmLayer(
        int inputSize, int hiddenSize, bool coupled, CellWeights weights,
        ActivationFunction? gates = null, ActivationFunction? candidate = null, ActivationFunction? output = null, float? clip = null)
        : base(inputSize, hiddenSize, weights.Projection?.Rows ?? hiddenSize, coupled ? CoupledGateOrder : GateOrder, weights,
            new[] { gates ?? ActivationFunction.Sigmoid, candidate ?? ActivationFunction.Tanh, output ?? ActivationFunction.Tanh }, clip)
    {
        Coupled = coupled;
        Peepholes = Optional(weights.Peepholes, TensorNames.Peepholes, coupled ? 2 : 3, hiddenSize);
        Projection = Optional(weights.Projection, TensorNames.Projection, OutputSize, hiddenSize);
        InitialCell = Optional(weights.InitialCell, TensorNames.InitialCell, 1, hiddenSize);
    }

    /// <summary>True where f = 1 - i (ONNX input_forget = 1, also called CIFG).</summary>
    public bool Coupled { get; }

    /// <summary>Rows i, f, o of H (coupled: i, o), or null.</summary>
    public Tensor? Peepholes { get; }

    /// <summary>[P, H], or null.</summary>
    public Tensor? Projection { get; }

    /// <summary>[1, H], or null where the cell state starts at zero.</summary>
    public Tensor? InitialCell { get; }

    /// <summary>The function of the input, forget and output gates.</summary>
    public ActivationFunction GateFunction => Functions[0];

    /// <summary>The function of the candidate.</summary>
    public ActivationFunction CandidateFunction => Functions[1];

    /// <summary>The function of the new cell state, before the output gate.</summary>
    public ActivationFunction OutputFunction => Functions[2];

    /// <inheritdoc/>
    public override bool HasUsualActivations => Clip is null
        && GateFunction == ActivationFunction.Sigmoid && CandidateFunction == ActivationFunction.Tanh && OutputFunction == ActivationFunction.Tanh;

    /// <inheritdoc/>
    public override string Kind => "lstm";

    /// <inheritdoc/>
    /// <remarks>The hidden state first, then the cell state.</remarks>
    public override int StateSize => OutputSize + HiddenSize;

    /// <inheritdoc/>
    public override long MacsPerStep => base.MacsPerStep + (Peepholes?.Count ?? 0) + (Projection?.Count ?? 0);

    /// <inheritdoc/>
    public override string Describe()
    {
        var options = new List<string>();
        if (Peepholes is not null) options.Add("peepholes");
        if (Coupled) options.Add("coupled input and forget gate");
        if (Projection is not null) options.Add($"projection to {OutputSize}");
        return $"LSTM{(options.Count == 0 ? "" : $" ({string.Join(", ", options)})")}, {Sizes}{UnusualActivations}";
    }
}
