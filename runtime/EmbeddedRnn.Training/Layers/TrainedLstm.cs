using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The long short-term memory forward, as the reference has it, and back.</summary>
internal sealed class TrainedLstm<T> : TrainedCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool coupled;
    private readonly TrainedFunction<T> input;
    private readonly TrainedFunction<T> forget;
    private readonly TrainedFunction<T> candidate;
    private readonly TrainedFunction<T> output;
    private readonly TrainedFunction<T> exposure;
    private readonly Weights peepholes;
    private readonly Weights projection;
    private readonly T[] hiddenGradient;
    private readonly T[] cellGradient;
    private readonly T[] exposedGradient;
    private readonly T[] exposureGradient;
    private readonly T[] forgetValue;
    private readonly T[] transposedProjection;
    private T[] cells = [];
    private T[] activated = [];
    private T[] exposed = [];
    private T[] hiddenGradients = [];

    public TrainedLstm(LstmLayer layer, string name, Func<Tensor?, Weights> place)
        : base(layer, name, place)
    {
        peepholes = place(layer.Peepholes);
        projection = place(layer.Projection);
        coupled = layer.Coupled;
        input = new TrainedFunction<T>(layer.InputFunction, layer.Clip);
        forget = new TrainedFunction<T>(layer.ForgetFunction ?? layer.InputFunction, layer.Clip);
        candidate = new TrainedFunction<T>(layer.CandidateFunction, layer.Clip);
        output = new TrainedFunction<T>(layer.OutputGateFunction, layer.Clip);
        exposure = new TrainedFunction<T>(layer.OutputFunction, layer.Clip);
        hiddenGradient = new T[RecurrentValues];
        cellGradient = new T[UnitValues];
        exposedGradient = new T[UnitValues];
        exposureGradient = new T[UnitValues];
        forgetValue = new T[UnitValues];
        transposedProjection = new T[projection.Count];
    }

    private int Units => Cell.HiddenSize;

    // Rows i, f, g, o in the weights and i, f, o in the peepholes; coupled, the f row is missing in both.
    private int CandidateRow => coupled ? 1 : 2;

    private int OutputRow => coupled ? 2 : 3;

    private int OutputPeephole => coupled ? 1 : 2;

    protected override Span<T> HiddenGradient => hiddenGradient;

    protected override Span<T> CellGradient => cellGradient;

    protected override void Start(Shard<T> shard, int steps)
    {
        Reserve(ref cells, steps + 1, Units);
        Reserve(ref activated, steps, Units);
        Reserve(ref exposed, steps, Units);
        CarriedState.Slice(RecurrentValues).CopyTo(cells);
    }

    protected override void Advance(Shard<T> shard, int step)
    {
        int n = UnitValues;
        Span<T> a = Pre(step);
        Span<T> gates = Gates(step);
        Span<T> c = CellState(step);
        Span<T> next = CellState(step + 1);
        if (RecurrentBias.Exist) Matrix<T>.BroadcastAdd(RecurrentBias.In(shard.Parameters), a);
        Matrix<T>.MultiplyAdd(RecurrentWeights.In(shard.Parameters), Rows, Cell.OutputSize, Hidden(step), a);

        // i = s(Wi x + bWi + Ui h + bUi + pi * c); f likewise, or f = 1 - i; g = tanh(Wg x + bWg + Ug h + bUg)
        Peep(shard, 0, c, Block(a, 0));
        input.Apply(Block(a, 0), Block(gates, 0));
        if (!coupled)
        {
            Peep(shard, 1, c, Block(a, 1));
            forget.Apply(Block(a, 1), Block(gates, 1));
        }
        candidate.Apply(Block(a, CandidateRow), Block(gates, CandidateRow));

        // c' = f * c + i * g
        Gated.Accumulate(Forget(gates), c, Block(gates, 0), Block(gates, CandidateRow), next);
        Mask(next, shard.ValidAt(step));

        // o = s(Wo x + bWo + Uo h + bUo + po * c'): the new c
        Peep(shard, OutputPeephole, next, Block(a, OutputRow));
        output.Apply(Block(a, OutputRow), Block(gates, OutputRow));

        // h' = o * tanh(c'), or with a projection h' = P (o * tanh(c'))
        exposure.Apply(next, Activated(step));
        Gated.Multiply(Block(gates, OutputRow), Activated(step), Exposed(step));
        Span<T> h = Hidden(step + 1);
        if (!projection.Exist)
        {
            Exposed(step).CopyTo(h);
            return;
        }
        h.Clear();
        Matrix<T>.MultiplyAdd(projection.In(shard.Parameters), Cell.OutputSize, Units, Exposed(step), h);
    }

    protected override void Finish(Shard<T> shard) => KeepLast(shard, cells, Units, CarriedState.Slice(RecurrentValues));

    protected override void StartBack(Shard<T> shard)
    {
        hiddenGradient.AsSpan().Clear();
        cellGradient.AsSpan().Clear();
        if (!projection.Exist) return;
        Matrix<T>.Transpose(projection.In(shard.Parameters), Cell.OutputSize, Units, transposedProjection);
        if (hiddenGradients.Length < shard.Steps * RecurrentValues) hiddenGradients = new T[shard.Steps * RecurrentValues];
    }

    protected override void Retreat(Shard<T> shard, int step)
    {
        Span<T> a = Pre(step);
        Span<T> gates = Gates(step);
        Span<T> da = PreGradient(step);
        Span<T> dao = Block(da, OutputRow);
        if (projection.Exist)
        {
            hiddenGradient.CopyTo(hiddenGradients.AsSpan(step * RecurrentValues));
            exposedGradient.AsSpan().Clear();
            Matrix<T>.MultiplyAdd(transposedProjection, Units, Cell.OutputSize, hiddenGradient, exposedGradient);
        }
        else
        {
            hiddenGradient.CopyTo(exposedGradient, 0);
        }

        // h' = o * e, e = tanh(c')
        Product(exposedGradient, Activated(step), dao);
        Product(exposedGradient, Block(gates, OutputRow), exposureGradient);
        exposure.Differentiate(CellState(step + 1), Activated(step), exposureGradient);
        Add(exposureGradient, cellGradient);
        if (shard.Keep != T.Zero) KeepPenalty.Add(shard, step, Block(gates, OutputRow), dao, Units, 1.0 / 3);
        output.Differentiate(Block(a, OutputRow), Block(gates, OutputRow), dao);
        PeepBack(shard, OutputPeephole, dao, CellState(step + 1));

        // c' = f * c + i * g
        Span<T> c = CellState(step);
        Product(cellGradient, Block(gates, CandidateRow), Block(da, 0));
        Product(cellGradient, Block(gates, 0), Block(da, CandidateRow));
        if (coupled) SubtractProduct(cellGradient, c, Block(da, 0));
        else Product(cellGradient, c, Block(da, 1));
        Product(cellGradient, Forget(gates), cellGradient);
        candidate.Differentiate(Block(a, CandidateRow), Block(gates, CandidateRow), Block(da, CandidateRow));
        if (shard.Keep != T.Zero) KeepPenalty.Add(shard, step, Block(gates, 0), Block(da, 0), Units, 1);
        input.Differentiate(Block(a, 0), Block(gates, 0), Block(da, 0));
        PeepBack(shard, 0, Block(da, 0), c);
        if (!coupled)
        {
            forget.Differentiate(Block(a, 1), Block(gates, 1), Block(da, 1));
            PeepBack(shard, 1, Block(da, 1), c);
        }

        hiddenGradient.AsSpan().Clear();
        for (int gate = 0; gate < Cell.Gates.Count; gate++) BackThrough(gate, Block(da, gate), hiddenGradient);
    }

    protected override void FinishBack(Shard<T> shard, int steps)
    {
        base.FinishBack(shard, steps);
        if (projection.Exist)
            shard.WeightGradient.Add(hiddenGradients, Cell.OutputSize, Cell.OutputSize, exposed, Units, steps, projection.Gradient(shard), default);
    }

    private Span<T> CellState(int step) => cells.AsSpan(step * UnitValues, UnitValues);

    private Span<T> Activated(int step) => activated.AsSpan(step * UnitValues, UnitValues);

    private Span<T> Exposed(int step) => exposed.AsSpan(step * UnitValues, UnitValues);

    private Span<T> Block(Span<T> rows, int row) => rows.Slice(row * UnitValues, UnitValues);

    private Span<T> Forget(Span<T> gates)
    {
        if (!coupled) return Block(gates, 1);
        Span<Vector<T>> f = Vectors(forgetValue);
        Span<Vector<T>> i = Vectors(Block(gates, 0));
        for (int k = 0; k < f.Length; k++) f[k] = Vector<T>.One - i[k];
        return forgetValue;
    }

    /// <summary>a += p * c.</summary>
    private void Peep(Shard<T> shard, int row, Span<T> c, Span<T> a)
    {
        if (!peepholes.Exist) return;
        ReadOnlySpan<T> p = peepholes.In(shard.Parameters).Slice(row * Units, Units);
        for (int u = 0; u < Units; u++) AddScaled(p[u], Lane(c, u), Lane(a, u));
    }

    /// <summary>The way back of <see cref="Peep"/>: p's gradient += d c, c's gradient += p d.</summary>
    private void PeepBack(Shard<T> shard, int row, Span<T> d, Span<T> c)
    {
        if (!peepholes.Exist) return;
        ReadOnlySpan<T> p = peepholes.In(shard.Parameters).Slice(row * Units, Units);
        Span<T> gradient = peepholes.Gradient(shard).Slice(row * Units, Units);
        for (int u = 0; u < Units; u++)
        {
            Span<Vector<T>> du = Vectors(Lane(d, u));
            Span<Vector<T>> cu = Vectors(Lane(c, u));
            Vector<T> sum = Vector<T>.Zero;
            for (int v = 0; v < du.Length; v++) sum += du[v] * cu[v];
            gradient[u] += Vector.Sum(sum);
            AddScaled(p[u], Lane(d, u), Lane(cellGradient, u));
        }
    }

    private static Span<T> Lane(Span<T> values, int unit) => values.Slice(unit * Lanes.Count, Lanes.Count);

    private static void AddScaled(T factor, Span<T> x, Span<T> y)
    {
        var scale = new Vector<T>(factor);
        Span<Vector<T>> from = Vectors(x);
        Span<Vector<T>> to = Vectors(y);
        for (int v = 0; v < to.Length; v++) to[v] += scale * from[v];
    }

    private static void Product(Span<T> x, Span<T> y, Span<T> product)
    {
        Span<Vector<T>> a = Vectors(x);
        Span<Vector<T>> b = Vectors(y);
        Span<Vector<T>> to = Vectors(product);
        for (int v = 0; v < to.Length; v++) to[v] = a[v] * b[v];
    }

    private static void SubtractProduct(Span<T> x, Span<T> y, Span<T> from)
    {
        Span<Vector<T>> a = Vectors(x);
        Span<Vector<T>> b = Vectors(y);
        Span<Vector<T>> to = Vectors(from);
        for (int v = 0; v < to.Length; v++) to[v] -= a[v] * b[v];
    }
}
