namespace EmbeddedRnn;

/// <summary>
/// The function of a gate, as an attribute says it. Systems mean different functions by "hard sigmoid", so each has its own name.
/// </summary>
public enum Gate
{
    /// <summary>The function that the model states.</summary>
    FromModel = 0,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid = 1,

    /// <summary>min(max(0.2 x + 0.5, 0), 1): Keras 1 and 2, ONNX's default. Saturates at 2.5.</summary>
    HardSigmoid02 = 2,

    /// <summary>min(max(x / 6 + 0.5, 0), 1): Keras 3, PyTorch. Saturates at 3.</summary>
    HardSigmoid6 = 3,

    /// <summary>min(max(0.25 x + 0.5, 0), 1): EdgeML's quantSigm4. Saturates at 2.</summary>
    HardSigmoid025 = 4,

    /// <summary>min(max(0.5 x + 0.5, 0), 1): EdgeML's quantSigm. Saturates at 1.</summary>
    HardSigmoid05 = 5,

    /// <summary>1 where x is at least 0, else 0. A model must be trained with it.</summary>
    Step = 6,
}

/// <summary>The function of a candidate, as an attribute says it.</summary>
public enum Candidate
{
    /// <summary>The function that the model states.</summary>
    FromModel = 0,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh = 1,

    /// <summary>min(max(x, -1), 1).</summary>
    HardTanh = 2,

    /// <summary>max(x, 0).</summary>
    Relu = 3,
}
