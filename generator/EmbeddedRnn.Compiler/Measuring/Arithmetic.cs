using System;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>
/// The operations of a cell's equations, on doubles. Equations are written once, in the order of the kernels, and run in exact
/// arithmetic and in that of the generated code.
/// </summary>
internal abstract class Arithmetic
{
    /// <summary>Double precision, with the functions of the class library.</summary>
    public static readonly Arithmetic Exact = new InDouble();

    /// <summary>Float32 as the kernels have it on a processor with fused multiply-add, with their tangent.</summary>
    public static Arithmetic Single(ActivationPrecision activations) => new InSingle(activations == ActivationPrecision.Fast);

    /// <summary>What is kept of a result.</summary>
    public abstract double Round(double value);

    /// <summary>The tangent that gates and functions of the class call.</summary>
    public abstract double Tanh(double x);

    /// <summary>The sigmoid as a function of its own: never a fast one.</summary>
    public abstract double Sigmoid(double x);

    /// <summary>a * b + c, rounded once. The product of two floats is exact in double.</summary>
    public double MultiplyAdd(double a, double b, double c) => Round(a * b + c);

    /// <summary>The gate whose pre-activation was halved: 0.5 + 0.5 tanh.</summary>
    public double Gate(double half) => MultiplyAdd(0.5, Tanh(half), 0.5);

    /// <summary>f(x), with ONNX's formulas.</summary>
    public double Apply(ActivationFunction function, double x)
    {
        double a = function.Alpha, b = function.Beta;
        switch (function.Kind)
        {
            case ActivationKind.Identity: return x;
            case ActivationKind.Tanh: return Tanh(x);
            case ActivationKind.Sigmoid: return Sigmoid(x);
            case ActivationKind.Relu: return x <= 0 ? 0 : x;
            case ActivationKind.Affine: return MultiplyAdd(a, x, b);
            case ActivationKind.LeakyRelu: return x < 0 ? Round(a * x) : x;
            case ActivationKind.ThresholdedRelu: return x <= a ? 0 : x;
            case ActivationKind.ScaledTanh: return Round(a * Tanh(Round(b * x)));
            case ActivationKind.HardSigmoid: return Limited(MultiplyAdd(a, x, b), 0, 1);
            case ActivationKind.HardTanh: return Limited(x, -1, 1);
            case ActivationKind.Step: return x >= 0 ? 1 : 0;
            case ActivationKind.Softsign: return Round(x / Round(1 + Math.Abs(x)));
            case ActivationKind.Elu: return x < 0 ? Round(a * (Math.Abs(x) < 1e-5 ? x + 0.5 * x * x : Math.Exp(x) - 1)) : x;
            case ActivationKind.Softplus: return Round(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
            default: throw new ArgumentException($"{function} is no function of a single value.");
        }
    }

    /// <summary>x within limits; NaN stays one.</summary>
    public static double Limited(double x, double least, double most) => x < least ? least : x > most ? most : x;

    private sealed class InDouble : Arithmetic
    {
        public override double Round(double value) => value;

        public override double Tanh(double x) => Math.Tanh(x);

        public override double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    private sealed class InSingle : Arithmetic
    {
        private readonly bool fast;

        public InSingle(bool fast) => this.fast = fast;

        public override double Round(double value) => (float)value;

        public override double Tanh(double x) => fast ? FastTanh(x) : ExactTanh(x);

        public override double Sigmoid(double x) => MultiplyAdd(0.5, ExactTanh(Round(0.5 * x)), 0.5);

        private double ExactTanh(double x)
        {
            x = Limited(x, -TanhRational.Limit, TanhRational.Limit);
            double u = Round(x * x), u2 = Round(u * u);
            double high = MultiplyAdd(u2, TanhRational.P4, MultiplyAdd(u, TanhRational.P3, TanhRational.P2));
            double numerator = MultiplyAdd(Round(x * u2), high, Round(x * MultiplyAdd(u, TanhRational.P1, TanhRational.P0)));
            high = MultiplyAdd(u2, TanhRational.Q4, MultiplyAdd(u, TanhRational.Q3, TanhRational.Q2));
            return Round(numerator / MultiplyAdd(u2, high, MultiplyAdd(u, TanhRational.Q1, TanhRational.Q0)));
        }

        private double FastTanh(double x)
        {
            x = Limited(x, -FastTanhRational.Limit, FastTanhRational.Limit);
            double u = Round(x * x);
            double numerator = Round(x * MultiplyAdd(u, MultiplyAdd(u, FastTanhRational.P2, FastTanhRational.P1), FastTanhRational.P0));
            return Round(numerator / MultiplyAdd(u, MultiplyAdd(u, FastTanhRational.Q2, FastTanhRational.Q1), 1));
        }
    }
}
