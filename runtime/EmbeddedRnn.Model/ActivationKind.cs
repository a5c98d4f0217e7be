namespace EmbeddedRnn;

/// <summary>The formula of an <see cref="ActivationFunction"/>; a and b are its Alpha and Beta. Source: ONNX's operators of the same names.</summary>
public enum ActivationKind
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>a x + b; defaults 1 and 0.</summary>
    Affine,

    /// <summary>x where x is at least 0, else a x; default 0.01.</summary>
    LeakyRelu,

    /// <summary>x where x is above a, else 0; default 1.</summary>
    ThresholdedRelu,

    /// <summary>a tanh(b x); defaults 1 and 1.</summary>
    ScaledTanh,

    /// <summary>min(max(a x + b, 0), 1); defaults 0.2 and 0.5.</summary>
    HardSigmoid,

    /// <summary>x where x is at least 0, else a (exp(x) - 1); default 1.</summary>
    Elu,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>min(max(x, -1), 1).</summary>
    HardTanh,

    /// <summary>1 where x is at least 0, else 0, also for a NaN: the 0/1 gate, which a network must be trained with.</summary>
    Step,

    /// <summary>exp(x[i]) / sum over j of exp(x[j]), over a whole vector: a layer's activation, never a cell's.</summary>
    Softmax,
}
