using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>The names in a spec of layers that apply a function. Those of gates are <see cref="GateFamilies"/>.</summary>
internal static class FunctionLayers
{
    public static readonly IReadOnlyDictionary<string, ActivationFunction> Names = new Dictionary<string, ActivationFunction>
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
