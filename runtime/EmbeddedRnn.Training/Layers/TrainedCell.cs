using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>What the recurrent cells share: their weights, the gates of all steps, the state before the first step and after the last.</summary>
internal abstract class TrainedCell<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] initial;
    private readonly T[] carried;
    private readonly T[] transposedInput;
    private readonly T[] transposedRecurrent;
    private T[] pre = [];
    private T[] gates = [];
    private T[] hidden = [];
    private T[] preGradient = [];
    private T[] norms = [];
    private int steps;

    protected TrainedCell(CellLayer cell, string name, Func<Tensor?, Weights> place)
        : base(cell, name)
    {
        Cell = cell;
        InputWeights = place(cell.InputWeights);
        RecurrentWeights = place(cell.RecurrentWeights);
        InputBias = place(cell.InputBias);
        RecurrentBias = place(cell.RecurrentBias);
        Rows = cell.Gates.Count * cell.HiddenSize;
        transposedInput = new T[Rows * cell.InputSize];
        transposedRecurrent = new T[Rows * cell.OutputSize];
        initial = new T[cell.StateSize];
        carried = new T[cell.StateSize * Lanes.Count];
        for (int i = 0; i < (cell.InitialHidden?.Count ?? 0); i++) initial[i] = T.CreateChecked(cell.InitialHidden![i]);
        Tensor? initialCell = (cell as LstmLayer)?.InitialCell;
        for (int i = 0; i < (initialCell?.Count ?? 0); i++) initial[cell.OutputSize + i] = T.CreateChecked(initialCell![i]);
    }

    public CellLayer Cell { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<T> Output => hidden.AsSpan(RecurrentValues, steps * RecurrentValues);

    /// <summary>
    /// How large the gradient by the hidden state was, in each lane: the squared norm after each step of the last pass back,
    /// [step][lane].
    /// </summary>
    public ReadOnlySpan<T> GradientSquares => norms.AsSpan(0, steps * Lanes.Count);

    /// <summary>The values of one gate's functions in a step, [H][lane], gates in the order of <see cref="CellLayer.Gates"/>.</summary>
    public ReadOnlySpan<T> GateValues(int step, int gate) => Gates(step).Slice(gate * UnitValues, UnitValues);

    /// <summary>G * H.</summary>
    protected int Rows { get; }

    /// <summary>Values of H units in all lanes.</summary>
    protected int UnitValues => Cell.HiddenSize * Lanes.Count;

    /// <summary>Values of the hidden state in all lanes.</summary>
    protected int RecurrentValues => Cell.OutputSize * Lanes.Count;

    protected Weights InputWeights { get; }

    protected Weights RecurrentWeights { get; }

    protected Weights InputBias { get; }

    protected Weights RecurrentBias { get; }

    /// <summary>The state that a pass starts from and leaves behind, [StateSize][lane]: h, then c.</summary>
    public Span<T> CarriedState => carried;

    /// <summary>Before the functions, [G * H][lane].</summary>
    protected Span<T> Pre(int step) => pre.AsSpan(step * Rows * Lanes.Count, Rows * Lanes.Count);

    /// <summary>After the functions, [G * H][lane].</summary>
    protected Span<T> Gates(int step) => gates.AsSpan(step * Rows * Lanes.Count, Rows * Lanes.Count);

    /// <summary>The gradient before the functions, [G * H][lane].</summary>
    protected Span<T> PreGradient(int step) => preGradient.AsSpan(step * Rows * Lanes.Count, Rows * Lanes.Count);

    /// <summary>The hidden state before a step, [R][lane].</summary>
    protected Span<T> Hidden(int step) => hidden.AsSpan(step * RecurrentValues, RecurrentValues);

    /// <inheritdoc/>
    public sealed override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Reserve(ref pre, steps, Rows);
        Reserve(ref gates, steps, Rows);
        Reserve(ref hidden, steps + 1, Cell.OutputSize);
        if (!shard.Continues) Matrix<T>.Broadcast(initial, carried);
        carried.AsSpan(0, RecurrentValues).CopyTo(hidden);
        Start(shard, steps);
        int inputValues = Cell.InputSize * Lanes.Count;
        for (int t = 0; t < steps; t++)
        {
            Span<T> a = Pre(t);
            if (InputBias.Exist) Matrix<T>.Broadcast(InputBias.In(shard.Parameters), a);
            else a.Clear();
            Matrix<T>.MultiplyAdd(InputWeights.In(shard.Parameters), Rows, Cell.InputSize, input.Slice(t * inputValues, inputValues), a);
            Advance(shard, t);
            Mask(Hidden(t + 1), shard.ValidAt(t));
        }
        KeepLast(shard, hidden, Cell.OutputSize, carried);
        Finish(shard);
    }

    /// <inheritdoc/>
    public sealed override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        Reserve(ref preGradient, steps, Rows);
        Reserve(ref norms, steps, 1);
        TransposeRecurrent(shard);
        StartBack(shard);
        for (int t = steps - 1; t >= 0; t--)
        {
            // The loss reaches h' by this step's output and by the steps after it.
            Span<T> total = HiddenGradient;
            Add(outputGradient.Slice(t * RecurrentValues, RecurrentValues), total);
            SquareNorm(total, norms.AsSpan(t * Lanes.Count, Lanes.Count));
            Retreat(shard, t);
        }
        int columns = Cell.InputSize;
        shard.WeightGradient.Add(preGradient, Rows, Rows, input, columns, steps, InputWeights.Gradient(shard), InputBias.Gradient(shard));
        FinishBack(shard, steps);
        if (inputGradient.IsEmpty) return;
        Matrix<T>.Transpose(InputWeights.In(shard.Parameters), Rows, columns, transposedInput);
        inputGradient.Clear();
        for (int t = 0; t < steps; t++)
            Matrix<T>.MultiplyAdd(transposedInput, columns, Rows, PreGradient(t), inputGradient.Slice(t * columns * Lanes.Count, columns * Lanes.Count));
    }

    /// <summary>
    /// How the state after a step of the last forward pass depends on the state before it, in every lane.
    /// </summary>
    /// <param name="shard">The shard of the forward pass; its gradient is spoilt.</param>
    /// <param name="step">The step.</param>
    /// <param name="jacobian">[StateSize][StateSize][lane]: row k is the gradient of value k of the state after.</param>
    public void StateJacobian(Shard<T> shard, int step, Span<T> jacobian)
    {
        Reserve(ref preGradient, steps, Rows);
        TransposeRecurrent(shard);
        int row = Cell.StateSize * Lanes.Count;
        for (int k = 0; k < Cell.StateSize; k++)
        {
            StartBack(shard);
            Span<T> seed = k < Cell.OutputSize
                ? HiddenGradient.Slice(k * Lanes.Count, Lanes.Count)
                : CellGradient.Slice((k - Cell.OutputSize) * Lanes.Count, Lanes.Count);
            seed.Fill(T.One);
            Retreat(shard, step);
            HiddenGradient.CopyTo(jacobian.Slice(k * row));
            CellGradient.CopyTo(jacobian.Slice(k * row + RecurrentValues));
        }
    }

    /// <summary>The gradient by the hidden state, [R][lane]: of step t + 1's way back, then of the whole of h' at t.</summary>
    protected abstract Span<T> HiddenGradient { get; }

    /// <summary>The gradient by the cell state, [H][lane]; empty where there is none.</summary>
    protected virtual Span<T> CellGradient => default;

    /// <summary>Makes room; takes the rest of <see cref="CarriedState"/>.</summary>
    protected virtual void Start(Shard<T> shard, int steps)
    {
    }

    /// <summary>One step from <see cref="Hidden"/> to the next; <see cref="Pre"/> holds W x + bW already.</summary>
    protected abstract void Advance(Shard<T> shard, int step);

    /// <summary>Leaves the rest of <see cref="CarriedState"/>.</summary>
    protected virtual void Finish(Shard<T> shard)
    {
    }

    /// <summary>Clears what gradients carry from step to step.</summary>
    protected abstract void StartBack(Shard<T> shard);

    /// <summary>One step back: from <see cref="HiddenGradient"/> to <see cref="PreGradient"/> and the gradient by the state before.</summary>
    protected abstract void Retreat(Shard<T> shard, int step);

    /// <summary>Adds the gradients of the recurrent weights and of what else a cell has.</summary>
    protected virtual void FinishBack(Shard<T> shard, int steps) =>
        shard.WeightGradient.Add(preGradient, Rows, Rows, hidden, Cell.OutputSize, steps, RecurrentWeights.Gradient(shard), RecurrentBias.Gradient(shard));

    /// <summary>to += (the rows of one gate in U)^T d, with U as it stood at the beginning of the pass back.</summary>
    protected void BackThrough(int gate, ReadOnlySpan<T> d, Span<T> to)
    {
        int block = Cell.HiddenSize * Cell.OutputSize;
        Matrix<T>.MultiplyAdd(transposedRecurrent.AsSpan(gate * block, block), Cell.OutputSize, Cell.HiddenSize, d, to);
    }

    protected static Span<Vector<T>> Vectors(Span<T> values) => MemoryMarshal.Cast<T, Vector<T>>(values);

    protected ReadOnlySpan<T> PreGradients => preGradient;

    protected ReadOnlySpan<T> HiddenStates => hidden;

    /// <summary>The state of each lane after its last valid step, from states [step + 1][size][lane].</summary>
    protected static void KeepLast(Shard<T> shard, ReadOnlySpan<T> states, int size, Span<T> last)
    {
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            int at = shard.Lengths[lane] * size;
            for (int i = 0; i < size; i++) last[i * Lanes.Count + lane] = states[(at + i) * Lanes.Count + lane];
        }
    }

    /// <summary>0 in lanes whose sequence has ended: what runs on there could overflow, and 0 times infinity would be NaN.</summary>
    protected static void Mask(Span<T> values, ReadOnlySpan<T> valid)
    {
        int width = Lanes.Count / Vector<T>.Count;
        ReadOnlySpan<Vector<T>> mask = MemoryMarshal.Cast<T, Vector<T>>(valid);
        Span<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        for (int v = 0; v < width; v++)
        {
            if (Vector.EqualsAll(mask[v], Vector<T>.One)) continue;
            Vector<T> ended = Vector.Equals(mask[v], Vector<T>.Zero);
            for (int i = v; i < vectors.Length; i += width) vectors[i] = Vector.ConditionalSelect(ended, Vector<T>.Zero, vectors[i]);
        }
    }

    protected static void Add(ReadOnlySpan<T> values, Span<T> to)
    {
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(values);
        Span<Vector<T>> sums = MemoryMarshal.Cast<T, Vector<T>>(to);
        for (int i = 0; i < sums.Length; i++) sums[i] += from[i];
    }

    private void TransposeRecurrent(Shard<T> shard)
    {
        int block = Cell.HiddenSize * Cell.OutputSize;
        for (int at = 0; at < transposedRecurrent.Length; at += block)
        {
            Matrix<T>.Transpose(
                RecurrentWeights.In(shard.Parameters).Slice(at, block), Cell.HiddenSize, Cell.OutputSize, transposedRecurrent.AsSpan(at, block));
        }
    }

    private static void SquareNorm(ReadOnlySpan<T> values, Span<T> squares)
    {
        squares.Clear();
        int width = Lanes.Count / Vector<T>.Count;
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(values);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(squares);
        for (int i = 0; i < from.Length; i += width)
        {
            for (int v = 0; v < width; v++) to[v] += from[i + v] * from[i + v];
        }
    }
}
