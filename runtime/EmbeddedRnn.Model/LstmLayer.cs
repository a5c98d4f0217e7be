using System.Collections.Generic;
using System.Linq;

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
        : this(inputSize, hiddenSize, coupled, weights,
            Usual(coupled, gates ?? ActivationFunction.Sigmoid, candidate ?? ActivationFunction.Tanh, output ?? ActivationFunction.Tanh), clip)
    {
    }

    /// <summary>Makes a layer whose gates may have functions of their own.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="coupled">True for f = 1 - i.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 4, or 3 where coupled.</param>
    /// <param name="functions">Those of i, f (not where coupled), g and o, then that of the cell state.</param>
    /// <param name="clip"><see cref="CellLayer.Clip"/>; 0 or null for none.</param>
    public LstmLayer(
        int inputSize, int hiddenSize, bool coupled, CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip = null)
        : base(inputSize, hiddenSize, weights.Projection?.Rows ?? hiddenSize, coupled ? CoupledGateOrder : GateOrder, weights,
            Complete(functions, coupled ? 4 : 5), clip)
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

    /// <summary>The function of the input gate i.</summary>
    public ActivationFunction InputFunction => Functions[0];

    /// <summary>The function of the forget gate f; null where it is coupled.</summary>
    public ActivationFunction? ForgetFunction => Coupled ? null : Functions[1];

    /// <summary>The function of the candidate g.</summary>
    public ActivationFunction CandidateFunction => Functions[Coupled ? 1 : 2];

    /// <summary>The function of the output gate o.</summary>
    public ActivationFunction OutputGateFunction => Functions[Coupled ? 2 : 3];

    /// <summary>The function of the new cell state, before the output gate.</summary>
    public ActivationFunction OutputFunction => Functions[Functions.Count - 1];

    /// <inheritdoc/>
    public override bool HasUsualActivations => Clip is null
        && Functions.SequenceEqual(Usual(Coupled, ActivationFunction.Sigmoid, ActivationFunction.Tanh, ActivationFunction.Tanh));

    /// <inheritdoc/>
    public override CellLayer With(CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip) =>
        new LstmLayer(InputSize, HiddenSize, Coupled, weights, functions, clip);

    /// <inheritdoc/>
    public override CellWeights ToWeights()
    {
        CellWeights weights = base.ToWeights();
        weights.Peepholes = Peepholes;
        weights.Projection = Projection;
        weights.InitialCell = InitialCell;
        return weights;
    }

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

    private static ActivationFunction[] Usual(bool coupled, ActivationFunction gates, ActivationFunction candidate, ActivationFunction output) =>
        coupled ? new[] { gates, candidate, gates, output } : new[] { gates, gates, candidate, gates, output };
}
