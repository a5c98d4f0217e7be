using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>How a tensor is called in generated code.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Parameter">As a parameter.</param>
/// <param name="Member">As a member, as in TensorNames and CellWeights.</param>
internal sealed record WeightName(Tensor Tensor, string Parameter, string Member)
{
    /// <summary>The weights that a layer's kernels read, in the order of the tensors.</summary>
    public static IReadOnlyList<WeightName> Of(Layer layer) => layer.Tensors.Where(t => !IsInitialState(t)).Select(Named).ToArray();

    /// <summary>All weights of a model but initial states.</summary>
    public static int Count(Model model) => model.Layers.SelectMany(l => l.Tensors).Where(t => !IsInitialState(t)).Sum(t => t.Count);

    /// <summary>True for a tensor of the state before the first step.</summary>
    public static bool IsInitialState(Tensor tensor) => tensor.Name is TensorNames.InitialHidden or TensorNames.InitialCell;

    private static WeightName Named(Tensor tensor)
    {
        string member = string.Concat(tensor.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return new WeightName(tensor, char.ToLowerInvariant(member[0]) + member.Substring(1), member);
    }

    /// <summary>The rows in words, for documentation.</summary>
    public string Shape(CellLayer layer)
    {
        string gates = string.Join(", ", layer.Gates);
        return Tensor.Name switch
        {
            TensorNames.InputWeights or TensorNames.RecurrentWeights => $"row-major [{Tensor.Rows}, {Tensor.Columns}], {layer.HiddenSize} rows for each of: {gates}",
            TensorNames.InputBias or TensorNames.RecurrentBias => $"{Tensor.Count} values, {layer.HiddenSize} for each of: {gates}",
            TensorNames.Peepholes => $"row-major [{Tensor.Rows}, {Tensor.Columns}], rows {(Tensor.Rows == 2 ? "input gate, output gate" : "input gate, forget gate, output gate")}",
            TensorNames.Projection => $"row-major [{Tensor.Rows}, {Tensor.Columns}]",
            _ => $"{Tensor.Count} values",
        };
    }
}
