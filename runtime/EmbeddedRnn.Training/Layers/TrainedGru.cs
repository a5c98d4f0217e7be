using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The gated recurrent unit forward, as the reference has it, and back.</summary>
internal sealed class TrainedGru<T> : TrainedCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool after;
    private readonly TrainedFunction<T> update;
    private readonly TrainedFunction<T> reset;
    private readonly TrainedFunction<T> candidate;
    private readonly T[] hiddenGradient;
    private readonly T[] product;
    private T[] inner = [];
    private T[] innerGradient = [];

    public TrainedGru(GruLayer layer, string name, Func<Tensor?, Weights> place)
        : base(layer, name, place)
    {
        after = layer.Reset == ResetPosition.After;
        update = new TrainedFunction<T>(layer.UpdateFunction, layer.Clip);
        reset = new TrainedFunction<T>(layer.ResetFunction, layer.Clip);
        candidate = new TrainedFunction<T>(layer.CandidateFunction, layer.Clip);
        hiddenGradient = new T[UnitValues];
        product = new T[UnitValues];
    }

    private int Units => Cell.HiddenSize;

    protected override Span<T> HiddenGradient => hiddenGradient;

    /// <summary>Reset after: Un h + bUn. Reset before: r * h.</summary>
    private Span<T> Inner(int step) => inner.AsSpan(step * UnitValues, UnitValues);

    private Span<T> InnerGradient(int step) => innerGradient.AsSpan(step * UnitValues, UnitValues);

    protected override void Start(Shard<T> shard, int steps) => Reserve(ref inner, steps, Units);

    protected override void Advance(Shard<T> shard, int step)
    {
        int n = UnitValues;
        ReadOnlySpan<T> recurrent = RecurrentWeights.In(shard.Parameters);
        ReadOnlySpan<T> u = recurrent.Slice(0, 2 * Units * Units);
        ReadOnlySpan<T> un = recurrent.Slice(2 * Units * Units);
        ReadOnlySpan<T> bias = RecurrentBias.In(shard.Parameters);
        Span<T> a = Pre(step);
        Span<T> gates = Gates(step);
        Span<T> h = Hidden(step);
        Span<T> q = Inner(step);

        // z = s(Wz x + bWz + Uz h + bUz); r = s(Wr x + bWr + Ur h + bUr)
        if (RecurrentBias.Exist) Matrix<T>.BroadcastAdd(bias.Slice(0, 2 * Units), a.Slice(0, 2 * n));
        Matrix<T>.MultiplyAdd(u, 2 * Units, Units, h, a.Slice(0, 2 * n));
        update.Apply(a.Slice(0, n), gates.Slice(0, n));
        reset.Apply(a.Slice(n, n), gates.Slice(n, n));

        Span<T> an = a.Slice(2 * n);
        ReadOnlySpan<T> r = gates.Slice(n, n);
        if (after)
        {
            // n = tanh(Wn x + bWn + r * (Un h + bUn))
            if (RecurrentBias.Exist) Matrix<T>.Broadcast(bias.Slice(2 * Units), q);
            else q.Clear();
            Matrix<T>.MultiplyAdd(un, Units, Units, h, q);
            Gated.MultiplyAdd(r, q, an);
        }
        else
        {
            // n = tanh(Wn x + bWn + Un (r * h) + bUn)
            Gated.Multiply(r, h, q);
            if (RecurrentBias.Exist) Matrix<T>.BroadcastAdd(bias.Slice(2 * Units), an);
            Matrix<T>.MultiplyAdd(un, Units, Units, q, an);
        }
        candidate.Apply(an, gates.Slice(2 * n));

        // h' = z * h + (1 - z) * n
        Gated.Blend(gates.Slice(0, n), h, gates.Slice(2 * n), Hidden(step + 1));
    }

    protected override void StartBack(Shard<T> shard)
    {
        hiddenGradient.AsSpan().Clear();
        innerGradient = innerGradient.Length < inner.Length ? new T[inner.Length] : innerGradient;
    }

    protected override void Retreat(Shard<T> shard, int step)
    {
        int n = UnitValues;
        Span<T> a = Pre(step);
        Span<T> gates = Gates(step);
        Span<T> da = PreGradient(step);
        ReadOnlySpan<Vector<T>> z = Vectors(gates.Slice(0, n));
        ReadOnlySpan<Vector<T>> r = Vectors(gates.Slice(n, n));
        ReadOnlySpan<Vector<T>> candidates = Vectors(gates.Slice(2 * n));
        ReadOnlySpan<Vector<T>> h = Vectors(Hidden(step));
        ReadOnlySpan<Vector<T>> q = Vectors(Inner(step));
        Span<Vector<T>> dh = Vectors(hiddenGradient);
        Span<Vector<T>> dz = Vectors(da.Slice(0, n));
        Span<Vector<T>> dr = Vectors(da.Slice(n, n));
        Span<Vector<T>> dn = Vectors(da.Slice(2 * n));
        Span<Vector<T>> dq = Vectors(InnerGradient(step));

        // h' = z * h + (1 - z) * n
        for (int i = 0; i < dh.Length; i++)
        {
            dz[i] = dh[i] * (h[i] - candidates[i]);
            dn[i] = dh[i] * (Vector<T>.One - z[i]);
            dh[i] *= z[i];
        }
        candidate.Differentiate(a.Slice(2 * n), gates.Slice(2 * n), da.Slice(2 * n));

        if (after)
        {
            for (int i = 0; i < dh.Length; i++)
            {
                dr[i] = dn[i] * q[i];
                dq[i] = dn[i] * r[i];
            }
        }
        else
        {
            // q = r * h stands where h does in Un q
            product.AsSpan().Clear();
            BackThrough(2, da.Slice(2 * n), product);
            ReadOnlySpan<Vector<T>> dp = Vectors(product);
            for (int i = 0; i < dh.Length; i++)
            {
                dr[i] = dp[i] * h[i];
                dh[i] += dp[i] * r[i];
                dq[i] = dn[i];
            }
        }

        if (shard.Keep != T.Zero) Penalise(shard, step, gates, da);
        update.Differentiate(a.Slice(0, n), gates.Slice(0, n), da.Slice(0, n));
        reset.Differentiate(a.Slice(n, n), gates.Slice(n, n), da.Slice(n, n));
        BackThrough(0, da.Slice(0, n), hiddenGradient);
        BackThrough(1, da.Slice(n, n), hiddenGradient);
        if (after) BackThrough(2, InnerGradient(step), hiddenGradient);
    }

    protected override void FinishBack(Shard<T> shard, int steps)
    {
        Span<T> gradient = RecurrentWeights.Gradient(shard);
        int square = Units * Units;
        Span<T> bias = RecurrentBias.Gradient(shard);
        shard.WeightGradient.Add(PreGradients, Rows, 2 * Units, HiddenStates, Units, steps, gradient.Slice(0, 2 * square), RecurrentBias.Exist ? bias.Slice(0, 2 * Units) : default);
        shard.WeightGradient.Add(
            innerGradient, Units, Units, after ? HiddenStates : inner, Units, steps, gradient.Slice(2 * square), RecurrentBias.Exist ? bias.Slice(2 * Units) : default);
    }

    // lambda mean(1 - z) + lambda / 3 mean(r): z = 1 spares two rows of W and U, r = 0 one row of U.
    private void Penalise(Shard<T> shard, int step, Span<T> gates, Span<T> da)
    {
        int n = UnitValues;
        KeepPenalty.Add(shard, step, gates.Slice(0, n), da.Slice(0, n), Units, -1);
        KeepPenalty.Add(shard, step, gates.Slice(n, n), da.Slice(n, n), Units, 1.0 / 3);
    }
}
