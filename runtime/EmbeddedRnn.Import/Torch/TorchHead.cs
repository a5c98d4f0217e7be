using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>
/// The linear layer behind the recurrent module: nn.Linear's weight [O, I] and, optionally, bias [O]. Only the one linear layer
/// of the file that takes what the module gives is unambiguous: names tell no order, and no activation between layers.
/// </summary>
internal static class TorchHead
{
    private const string Weight = "weight";
    private const string Bias = "bias";
    private const string InsteadOf = "Export the network to ONNX, which carries the connections, or give the prefix";

    /// <summary>The layer, or null where the file holds nothing but the module.</summary>
    public static DenseLayer? Read(ITorchTensors file, TorchModule module, int inputSize, ImportOptions options)
    {
        IReadOnlyList<TorchTensor> outside = module.Outside(file);
        if (outside.Count == 0) return null;
        string aside = $"{InsteadOf} '{Printable.Name(module.Prefix)}' to read the recurrent layers alone and leave the rest aside.";
        TorchTensor[] weights = outside.Where(t => t.Shape.Length == 2 && IsNamed(t.Name, Weight)).ToArray();
        if (weights.Length > 1)
        {
            throw file.Error($"beside the recurrent layers the file holds several linear ones, {Printable.Names(weights.Select(t => t.Name).ToList())}; "
                + $"neither their order nor the activations between them stand in such a file. {aside}");
        }
        string? biasName = weights.Length == 0 ? null : weights[0].Name[..^Weight.Length] + Bias;
        if (outside.FirstOrDefault(t => t != weights.FirstOrDefault() && t.Name != biasName) is { } other)
            throw file.Error(
                other, $"it does not belong to the cell with the prefix '{Printable.Name(module.Prefix)}', and is no weight or bias of one linear layer behind it. {aside}");
        TorchTensor weight = weights[0];
        if (weight.Shape[1] != inputSize)
        {
            throw file.Error(weight, FormattableString.Invariant(
                $"its shape is {weight.ShapeText}, but the recurrent layers give {inputSize} values a step: a linear layer behind them must be [O, {inputSize}]. {aside}"));
        }
        if (weight.Shape[0] is < 1 or > int.MaxValue) throw file.Error(weight, $"its shape is {weight.ShapeText}, but a linear layer gives at least one value.");
        int outputs = (int)weight.Shape[0];
        TorchTensor? bias = biasName is null ? null : file.Find(biasName);
        if (bias is not null && (bias.Shape.Length != 1 || bias.Shape[0] != outputs))
            throw file.Error(bias, FormattableString.Invariant($"its shape is {bias.ShapeText}, but {weight.Place} is {weight.ShapeText}: it must be [{outputs}]."));
        return LayerFactory.Dense(inputSize, outputs, file.Values(weight, options.AllowNonFinite), bias is null ? null : file.Values(bias, options.AllowNonFinite));
    }

    private static bool IsNamed(string name, string end) => name == end || name.EndsWith("." + end, StringComparison.Ordinal);
}
