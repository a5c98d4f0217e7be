using System;
using System.Numerics;
using System.Runtime.InteropServices;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>
/// An activation function over many values, behind the cell's clip, and its derivative. At a kink the derivative is that of
/// PyTorch: 0 at both ends of the hard sigmoid and the hard tanh, and of ReLU at 0.
/// </summary>
internal sealed class TrainedFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T alpha;
    private readonly T beta;
    private readonly T limit;
    private T[] clipped = [];
    private T[] surrogate = [];

    public TrainedFunction(ActivationFunction function, float? clip = null)
    {
        Function = function;
        alpha = T.CreateChecked(function.Alpha);
        beta = T.CreateChecked(function.Beta);
        HasClip = clip is not null;
        limit = T.CreateChecked(clip ?? 0);
    }

    public ActivationFunction Function { get; }

    private bool HasClip { get; }

    /// <summary>y = f(x).</summary>
    public void Apply(ReadOnlySpan<T> x, Span<T> y)
    {
        if (HasClip) x = Clip(x);
        switch (Function.Kind)
        {
            case ActivationKind.Identity:
                x.CopyTo(y);
                return;
            case ActivationKind.Sigmoid:
                SmoothFunctions<T>.Sigmoid(x, y);
                return;
            case ActivationKind.Tanh:
                SmoothFunctions<T>.Tanh(x, y);
                return;
            case ActivationKind.Relu:
                Relu(x, y);
                return;
            case ActivationKind.HardSigmoid:
                Limit(x, y, alpha, beta, T.Zero);
                return;
            case ActivationKind.Step:
                Step(x, y);
                return;
            case ActivationKind.HardTanh:
                Limit(x, y, T.One, T.Zero, -T.One);
                return;
            default:
                for (int i = 0; i < x.Length; i++) y[i] = Activations.Apply(Function, x[i]);
                return;
        }
    }

    /// <summary>
    /// d *= f'(x), with y = f(x) given. The step function has no derivative of use: (1 - tanh(x)^2) / 4 stands for it, as steep at 0 as
    /// the sigmoid and half as wide (straight-through; Y. Bengio et al., "Estimating or propagating gradients through stochastic neurons",
    /// 2013). The whole width of the sigmoid costs accuracy where sequences are long: a point and a half on 64 steps of body motion.
    /// </summary>
    public void Differentiate(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> d)
    {
        ReadOnlySpan<Vector<T>> ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        Span<Vector<T>> ds = MemoryMarshal.Cast<T, Vector<T>>(d);
        Vector<T> one = Vector<T>.One;
        switch (Function.Kind)
        {
            case ActivationKind.Identity:
                break;
            case ActivationKind.Sigmoid:
                for (int i = 0; i < ds.Length; i++) ds[i] *= ys[i] * (one - ys[i]);
                break;
            case ActivationKind.Tanh:
                for (int i = 0; i < ds.Length; i++) ds[i] *= one - ys[i] * ys[i];
                break;
            case ActivationKind.Relu:
                ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
                for (int i = 0; i < ds.Length; i++)
                    ds[i] = Vector.ConditionalSelect(Vector.GreaterThan(xs[i], Vector<T>.Zero), ds[i], Vector<T>.Zero);
                break;
            case ActivationKind.HardSigmoid:
                Between(ys, ds, Vector<T>.Zero, new Vector<T>(alpha));
                break;
            case ActivationKind.Step:
                if (surrogate.Length < x.Length) surrogate = new T[x.Length];
                SmoothFunctions<T>.Tanh(x, surrogate.AsSpan(0, x.Length));
                ReadOnlySpan<Vector<T>> smooth = MemoryMarshal.Cast<T, Vector<T>>(surrogate);
                var quarter = new Vector<T>(T.CreateChecked(0.25));
                for (int i = 0; i < ds.Length; i++) ds[i] *= quarter * (one - smooth[i] * smooth[i]);
                break;
            case ActivationKind.HardTanh:
                Between(ys, ds, -one, one);
                break;
            default:
                for (int i = 0; i < d.Length; i++) d[i] *= Derivative(x[i]);
                break;
        }
        if (HasClip)
        {
            for (int i = 0; i < d.Length; i++)
            {
                if (T.Abs(x[i]) > limit) d[i] = T.Zero;
            }
        }
    }

    private T Derivative(T x)
    {
        switch (Function.Kind)
        {
            case ActivationKind.Affine:
                return alpha;
            case ActivationKind.LeakyRelu:
                return x > T.Zero ? T.One : alpha;
            case ActivationKind.ThresholdedRelu:
                return x > alpha ? T.One : T.Zero;
            case ActivationKind.ScaledTanh:
                T tanh = T.Tanh(beta * x);
                return alpha * beta * (T.One - tanh * tanh);
            case ActivationKind.Elu:
                return x > T.Zero ? T.One : alpha * T.Exp(x);
            case ActivationKind.Softsign:
                T size = T.One + T.Abs(x);
                return T.One / (size * size);
            case ActivationKind.Softplus:
                return Activations.Apply(ActivationFunction.Sigmoid, x);
            default:
                throw new NotSupportedException($"the derivative of {Function} is not known.");
        }
    }

    /// <summary>max(x, 0); a NaN stays one.</summary>
    private static void Relu(ReadOnlySpan<T> x, Span<T> y)
    {
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < from.Length; i++)
            to[i] = Vector.ConditionalSelect(Vector.LessThan(from[i], Vector<T>.Zero), Vector<T>.Zero, from[i]);
    }

    /// <summary>1 where x >= 0, else 0; a NaN gives 0.</summary>
    private static void Step(ReadOnlySpan<T> x, Span<T> y)
    {
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < from.Length; i++)
            to[i] = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(from[i], Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
    }

    private static void Between(ReadOnlySpan<Vector<T>> ys, Span<Vector<T>> ds, Vector<T> lowest, Vector<T> slope)
    {
        Vector<T> one = Vector<T>.One;
        for (int i = 0; i < ds.Length; i++)
        {
            Vector<T> inside = Vector.BitwiseAnd(Vector.GreaterThan(ys[i], lowest), Vector.LessThan(ys[i], one));
            ds[i] = Vector.ConditionalSelect(inside, ds[i] * slope, Vector<T>.Zero);
        }
    }

    /// <summary>min(max(a x + b, lowest), 1); a NaN stays one.</summary>
    private static void Limit(ReadOnlySpan<T> x, Span<T> y, T a, T b, T lowest)
    {
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        var (scale, shift, low, one) = (new Vector<T>(a), new Vector<T>(b), new Vector<T>(lowest), Vector<T>.One);
        for (int i = 0; i < from.Length; i++)
        {
            Vector<T> value = scale * from[i] + shift;
            value = Vector.ConditionalSelect(Vector.LessThan(value, low), low, value);
            to[i] = Vector.ConditionalSelect(Vector.GreaterThan(value, one), one, value);
        }
    }

    private ReadOnlySpan<T> Clip(ReadOnlySpan<T> x)
    {
        if (clipped.Length < x.Length) clipped = new T[x.Length];
        for (int i = 0; i < x.Length; i++) clipped[i] = x[i] > limit ? limit : x[i] < -limit ? -limit : x[i];
        return clipped.AsSpan(0, x.Length);
    }
}
