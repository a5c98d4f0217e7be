using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// The attributes activations, activation_alpha and activation_beta: one list for all directions. The parameters are taken in the order
/// of the functions, by those functions alone that have such a parameter; where the list has ended, by their defaults.
/// </summary>
internal static class ActivationList
{
    private static readonly Dictionary<string, ActivationKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Relu"] = ActivationKind.Relu,
        ["Tanh"] = ActivationKind.Tanh,
        ["Sigmoid"] = ActivationKind.Sigmoid,
        ["Affine"] = ActivationKind.Affine,
        ["LeakyRelu"] = ActivationKind.LeakyRelu,
        ["ThresholdedRelu"] = ActivationKind.ThresholdedRelu,
        ["ScaledTanh"] = ActivationKind.ScaledTanh,
        ["HardSigmoid"] = ActivationKind.HardSigmoid,
        ["Elu"] = ActivationKind.Elu,
        ["Softsign"] = ActivationKind.Softsign,
        ["Softplus"] = ActivationKind.Softplus,
    };

    public static ActivationFunction[] Read(Call call, CellKind kind, int directions)
    {
        int count = directions * kind.DefaultActivations.Length;
        IReadOnlyList<string> names = call.Node.Texts("activations") is { Count: > 0 } given
            ? given : Enumerable.Repeat(kind.DefaultActivations, directions).SelectMany(d => d).ToArray();
        if (names.Count != count)
            throw call.Error(FormattableString.Invariant($"it has {names.Count} activations ({Printable.Names(names)}), but {kind.Name} with {directions} direction(s) has {count}."));
        ActivationKind[] kinds = names.Select(n => Kinds.TryGetValue(n, out ActivationKind known) ? known
            : throw call.Error($"its activation '{Printable.Name(n)}' is none of {string.Join(", ", Kinds.Keys)}.")).ToArray();
        float?[] alphas = Parameters(call, "activation_alpha", kinds, 1);
        float?[] betas = Parameters(call, "activation_beta", kinds, 2);
        var functions = new ActivationFunction[count];
        for (int i = 0; i < count; i++)
        {
            // The operators' specification has no default for this function, and readers differ.
            if (kinds[i] == ActivationKind.ScaledTanh && (alphas[i] is null || betas[i] is null))
                throw call.Error("its activation ScaledTanh needs a value in activation_alpha and in activation_beta.");
            if (alphas[i] is { } a && !float.IsFinite(a) || betas[i] is { } b && !float.IsFinite(b)) throw call.Error("a parameter of its activations is no finite number.");
            functions[i] = new ActivationFunction(kinds[i], alphas[i], betas[i]);
        }
        return functions;
    }

    private static float?[] Parameters(Call call, string attribute, ActivationKind[] kinds, int rank)
    {
        IReadOnlyList<float> given = call.Node.Floats(attribute) ?? [];
        int takers = kinds.Count(k => ActivationFunction.ParametersOf(k) >= rank);
        if (given.Count > takers)
            throw call.Error(FormattableString.Invariant($"its {attribute} has {given.Count} values, but only {takers} of its activations have such a parameter."));
        int next = 0;
        return kinds.Select(k => ActivationFunction.ParametersOf(k) >= rank && next < given.Count ? given[next++] : (float?)null).ToArray();
    }
}
