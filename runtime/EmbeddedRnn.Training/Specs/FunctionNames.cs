using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>The names of functions in a spec.</summary>
internal static class FunctionNames
{
    /// <summary>Functions of gates.</summary>
    public static readonly IReadOnlyDictionary<string, ActivationFunction> Gates = new Dictionary<string, ActivationFunction>
    {
        ["sigmoid"] = ActivationFunction.Sigmoid,
        ["hardsigmoid02"] = new(ActivationKind.HardSigmoid, 0.2f, 0.5f),
        ["hardsigmoid6"] = new(ActivationKind.HardSigmoid, 1 / 6f, 0.5f),
        ["hardsigmoid025"] = new(ActivationKind.HardSigmoid, 0.25f, 0.5f),
        ["hardsigmoid05"] = new(ActivationKind.HardSigmoid, 0.5f, 0.5f),
    };

    /// <summary>Functions of candidates.</summary>
    public static readonly IReadOnlyDictionary<string, ActivationFunction> Candidates = new Dictionary<string, ActivationFunction>
    {
        ["tanh"] = ActivationFunction.Tanh,
        ["hardtanh"] = ActivationFunction.HardTanh,
        ["relu"] = ActivationFunction.Relu,
    };

    /// <summary>Layers that apply one function.</summary>
    public static readonly IReadOnlyDictionary<string, ActivationFunction> Layers = new Dictionary<string, ActivationFunction>
    {
        ["softmax"] = ActivationFunction.Softmax,
        ["tanh"] = ActivationFunction.Tanh,
        ["relu"] = ActivationFunction.Relu,
        ["sigmoid"] = ActivationFunction.Sigmoid,
        ["hardtanh"] = ActivationFunction.HardTanh,
        ["leakyrelu"] = ActivationFunction.LeakyRelu,
        ["elu"] = new(ActivationKind.Elu),
        ["softsign"] = ActivationFunction.Softsign,
        ["softplus"] = ActivationFunction.Softplus,
    };
}
