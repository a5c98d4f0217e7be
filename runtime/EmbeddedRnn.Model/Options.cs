namespace EmbeddedRnn;

/// <summary>The activation of a plain RNN's hidden state.</summary>
public enum Activation
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh = 1,

    /// <summary>max(x, 0).</summary>
    Relu = 2,
}

/// <summary>Where a GRU's reset gate acts on the candidate. Systems differ, so a file or a spec must say it.</summary>
public enum ResetPosition
{
    /// <summary>n = tanh(Wn x + bWn + r * (Un h + bUn)): PyTorch, Keras reset_after=True, ONNX linear_before_reset=1.</summary>
    After = 1,

    /// <summary>n = tanh(Wn x + Un (r * h) + b): the original paper, Keras reset_after=False, ONNX linear_before_reset=0.</summary>
    Before = 2,
}

/// <summary>How generated code keeps its weights.</summary>
public enum WeightFormat
{
    /// <summary>As they are.</summary>
    Float32,

    /// <summary>Whole numbers of 16 bits with one scale a row, summed as whole numbers; the model must state its ranges.</summary>
    Int16,

    /// <summary>Whole numbers of 8 bits with one scale a row, summed as whole numbers; the model must state its ranges.</summary>
    Int8,
}

/// <summary>How exactly generated code computes sigmoid and hyperbolic tangent. The bounds: docs/numerics.md.</summary>
public enum ActivationPrecision
{
    /// <summary>To the last bits of a float: within 3.2e-7.</summary>
    Exact,

    /// <summary>Within 6e-5, with less arithmetic.</summary>
    Fast,
}
