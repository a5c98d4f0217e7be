using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>The weights that every recurrent cell has; optional ones are null where absent.</summary>
public sealed class CellWeights
{
    /// <summary><see cref="TensorNames.InputWeights"/>, row-major [G*H, I].</summary>
    public Tensor? InputWeights { get; set; }

    /// <summary><see cref="TensorNames.RecurrentWeights"/>, row-major [G*H, R].</summary>
    public Tensor? RecurrentWeights { get; set; }

    /// <summary><see cref="TensorNames.InputBias"/>, [1, G*H], or null.</summary>
    public Tensor? InputBias { get; set; }

    /// <summary><see cref="TensorNames.RecurrentBias"/>, [1, G*H], or null.</summary>
    public Tensor? RecurrentBias { get; set; }

    /// <summary><see cref="TensorNames.Peepholes"/>, LSTM only, or null.</summary>
    public Tensor? Peepholes { get; set; }

    /// <summary><see cref="TensorNames.Projection"/>, LSTM only, or null.</summary>
    public Tensor? Projection { get; set; }

    /// <summary><see cref="TensorNames.InitialHidden"/>, [1, R], or null.</summary>
    public Tensor? InitialHidden { get; set; }

    /// <summary><see cref="TensorNames.InitialCell"/>, LSTM only, [1, H], or null.</summary>
    public Tensor? InitialCell { get; set; }

    internal Tensor?[] InOrder() =>
        new[] { InputWeights, RecurrentWeights, InputBias, RecurrentBias, Peepholes, Projection, InitialHidden, InitialCell };
}

/// <summary>A recurrent cell: RNN, GRU or LSTM.</summary>
public abstract class CellLayer : Layer
{
    private readonly Tensor[] tensors;

    private protected CellLayer(
        int inputSize, int hiddenSize, int recurrentSize, IReadOnlyList<string> gates, CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip)
        : base(inputSize)
    {
        if (functions.Any(f => f.Kind == ActivationKind.Softmax)) throw new ArgumentException("softmax is a layer's activation, not a cell's.");
        if (clip is { } limit && !(limit >= 0 && limit <= float.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "the clip must be a finite number above 0, or 0 or null for none.");
        Functions = functions;
        Clip = clip > 0 ? clip : null;
        if (hiddenSize < 1) throw new ArgumentOutOfRangeException(nameof(hiddenSize), hiddenSize, "the hidden size must be at least 1.");
        if (hiddenSize > int.MaxValue / gates.Count)
            throw new ArgumentException($"the hidden size can be at most {int.MaxValue / gates.Count} with {gates.Count} gates, but is {hiddenSize}.");
        HiddenSize = hiddenSize;
        OutputSize = recurrentSize;
        Gates = gates;
        int gateRows = gates.Count * hiddenSize;
        InputWeights = Required(weights.InputWeights, TensorNames.InputWeights, gateRows, inputSize);
        RecurrentWeights = Required(weights.RecurrentWeights, TensorNames.RecurrentWeights, gateRows, recurrentSize);
        InputBias = Optional(weights.InputBias, TensorNames.InputBias, 1, gateRows);
        RecurrentBias = Optional(weights.RecurrentBias, TensorNames.RecurrentBias, 1, gateRows);
        InitialHidden = Optional(weights.InitialHidden, TensorNames.InitialHidden, 1, recurrentSize);
        tensors = Present(weights.InOrder());
    }

    /// <summary>Number of units, H.</summary>
    public int HiddenSize { get; }

    /// <inheritdoc/>
    /// <remarks>The size R of the hidden state: the hidden size, or the projection size of an LSTM that has one.</remarks>
    public override int OutputSize { get; }

    /// <summary>The gates' names, in the order of their row blocks in the weights.</summary>
    public IReadOnlyList<string> Gates { get; }

    /// <summary>
    /// The activation functions: that of each gate in the order of <see cref="Gates"/>, then an LSTM's function of the cell state;
    /// none for an RNN that does not state its own. They are what the model was trained with.
    /// </summary>
    public IReadOnlyList<ActivationFunction> Functions { get; }

    /// <summary>
    /// ONNX's clip: the input of every activation is first brought into [-Clip, Clip]; null for none. It is not the clip of a
    /// cell state.
    /// </summary>
    public float? Clip { get; }

    /// <summary>
    /// True where all activations are the cell's usual ones (RNN: tanh, ReLU or not stated; GRU and LSTM: sigmoid and tanh) and
    /// nothing is clipped.
    /// </summary>
    public abstract bool HasUsualActivations { get; }

    /// <summary>[G*H, I].</summary>
    public Tensor InputWeights { get; }

    /// <summary>[G*H, R].</summary>
    public Tensor RecurrentWeights { get; }

    /// <summary>[1, G*H], or null.</summary>
    public Tensor? InputBias { get; }

    /// <summary>[1, G*H], or null.</summary>
    public Tensor? RecurrentBias { get; }

    /// <summary>[1, R], or null where the hidden state starts at zero.</summary>
    public Tensor? InitialHidden { get; }

    /// <inheritdoc/>
    public override int StateSize => OutputSize;

    /// <inheritdoc/>
    public override long MacsPerStep => (long)Gates.Count * HiddenSize * (InputSize + OutputSize);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>True where all gates (not the candidate) have one function.</summary>
    internal bool HasOneGateFunction => Functions.Where((_, i) => IsGate(i)).Distinct().Count() <= 1;

    internal override Layer WithCells(Func<CellLayer, CellLayer> change) => change(this);

    internal override int TextVersion =>
        HasUsualActivations ? 1 : HasOneGateFunction && Functions.All(f => f.Kind != ActivationKind.Step) ? 2 : 3;

    /// <summary>The same cell with other weights of the same shapes.</summary>
    /// <param name="weights">The tensors, as its constructor takes them.</param>
    public CellLayer With(CellWeights weights) => With(weights, Functions, Clip);

    /// <summary>The same cell with other activation functions.</summary>
    /// <param name="functions">One a gate, in the order of <see cref="Functions"/>.</param>
    public CellLayer With(IReadOnlyList<ActivationFunction> functions) => With(ToWeights(), functions, Clip);

    /// <summary>A cell of the same kind and options.</summary>
    /// <param name="weights">The tensors, as its constructor takes them.</param>
    /// <param name="functions">One a gate, in the order of <see cref="Functions"/>.</param>
    /// <param name="clip"><see cref="Clip"/>; 0 or null for none.</param>
    public abstract CellLayer With(CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip);

    /// <summary>The tensors, as the constructor takes them.</summary>
    public virtual CellWeights ToWeights() => new CellWeights
    {
        InputWeights = InputWeights,
        RecurrentWeights = RecurrentWeights,
        InputBias = InputBias,
        RecurrentBias = RecurrentBias,
        InitialHidden = InitialHidden,
    };

    /// <summary>Whether a function is a gate's: not a candidate's and not that of an RNN's hidden state or an LSTM's cell state.</summary>
    /// <param name="index">Its place in <see cref="Functions"/>.</param>
    public bool IsGate(int index) => Gates.Count > 1 && index < Gates.Count && Gates[index] != "candidate";

    private protected string Sizes => $"{InputSize} input{(InputSize == 1 ? "" : "s")}, {HiddenSize} unit{(HiddenSize == 1 ? "" : "s")}";

    /// <summary>What the activations are, where they are not the usual ones; empty, or an end of a sentence.</summary>
    private protected string UnusualActivations =>
        HasUsualActivations ? "" : $"; activations {string.Join(", ", FunctionsInWords())}{(Clip is { } limit ? $", clipped to {ActivationFunction.Number(limit)}" : "")}";

    private IEnumerable<string> FunctionsInWords()
    {
        if (HasOneGateFunction)
            return Functions.Where((_, i) => !IsGate(i) || i == 0).Select(f => f.ToString());
        return Functions.Select((f, i) => $"{(i < Gates.Count ? Gates[i] : "cell state")} {f}");
    }

    private protected static IReadOnlyList<ActivationFunction> Complete(IReadOnlyList<ActivationFunction> functions, int count) =>
        functions.Count == count ? functions : throw new ArgumentException($"the cell has {count} activation functions, but {functions.Count} are given.", nameof(functions));

    private protected static void Absent(Tensor? tensor, string kind)
    {
        if (tensor is not null) throw new ArgumentException($"a {kind} has no tensor {tensor.Name}.");
    }
}
