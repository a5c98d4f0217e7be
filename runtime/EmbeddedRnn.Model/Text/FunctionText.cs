using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>Activation functions in model text: a word, and the parameters that it has, each as the bits of its float32.</summary>
internal static class FunctionText
{
    private static readonly Dictionary<ActivationKind, string> Words = new Dictionary<ActivationKind, string>
    {
        [ActivationKind.Identity] = "identity",
        [ActivationKind.Sigmoid] = "sigmoid",
        [ActivationKind.Tanh] = "tanh",
        [ActivationKind.Relu] = "relu",
        [ActivationKind.Affine] = "affine",
        [ActivationKind.LeakyRelu] = "leaky-relu",
        [ActivationKind.ThresholdedRelu] = "thresholded-relu",
        [ActivationKind.ScaledTanh] = "scaled-tanh",
        [ActivationKind.HardSigmoid] = "hard-sigmoid",
        [ActivationKind.Elu] = "elu",
        [ActivationKind.Softsign] = "softsign",
        [ActivationKind.Softplus] = "softplus",
        [ActivationKind.HardTanh] = "hard-tanh",
        [ActivationKind.Step] = "step",
        [ActivationKind.Softmax] = "softmax",
    };

    private static readonly Dictionary<string, ActivationKind> Kinds = Words.ToDictionary(w => w.Value, w => w.Key);

    public static string Line(string key, ActivationFunction function)
    {
        string line = $"{key} {Words[function.Kind]}";
        int parameters = ActivationFunction.ParametersOf(function.Kind);
        if (parameters >= 1) line += " " + WeightBytes.Hexadecimal(function.Alpha);
        if (parameters >= 2) line += " " + WeightBytes.Hexadecimal(function.Beta);
        return line;
    }

    public static ActivationFunction Read(ModelTextLine line)
    {
        if (!Kinds.TryGetValue(line.Word(1), out ActivationKind kind))
            throw line.Error($"'{line.Key}' must be one of {string.Join(", ", Words.Values)}, not '{ModelTextLine.Short(line.Word(1))}'.");
        int parameters = ActivationFunction.ParametersOf(kind);
        line.RequireCount(2 + parameters);
        return new ActivationFunction(kind, parameters >= 1 ? Finite(line, 2) : null, parameters >= 2 ? Finite(line, 3) : null);
    }

    private static float? Finite(ModelTextLine line, int index)
    {
        float value = line.Single(index);
        if (float.IsNaN(value) || float.IsInfinity(value)) throw line.Error($"'{line.Word(index)}' is not finite.");
        return value;
    }
}
