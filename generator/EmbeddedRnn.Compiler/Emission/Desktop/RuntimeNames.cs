using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// The library's types under names of their own in generated code. A type of the user's namespace hides one that a using
/// directive brings, and Model, Kernel or Activations are names that users have.
/// </summary>
internal static class RuntimeNames
{
    private static readonly (string Alias, string Type)[] Names =
    {
        ("RnnActivation", "Activation"),
        ("RnnActivations", "CompilerServices.Activations"),
        ("RnnBuffer", "CompilerServices.AlignedBuffer"),
        ("RnnCellLayer", "CellLayer"),
        ("RnnCellWeights", "CellWeights"),
        ("RnnCopy", "CompilerServices.FloatCopy"),
        ("RnnEmbeddedBytes", "CompilerServices.EmbeddedBytes"),
        ("RnnFunctions", "CompilerServices.Functions"),
        ("RnnGruLayer", "GruLayer"),
        ("RnnGuard", "CompilerServices.Guard"),
        ("RnnKernel", "Kernel"),
        ("RnnKernelSelection", "CompilerServices.KernelSelection"),
        ("RnnLanes", "CompilerServices.Lanes"),
        ("RnnLstmLayer", "LstmLayer"),
        ("RnnMath", "CompilerServices.VectorMath"),
        ("RnnModel", "Model"),
        ("RnnModelFit", "CompilerServices.ModelFit"),
        ("RnnQuantisation", "CompilerServices.Quantisation"),
        ("RnnQuantisedFormat", "QuantisedFormat"),
        ("RnnQuantisedMath", "CompilerServices.QuantisedMath"),
        ("RnnQuantisedModel", "QuantisedModel"),
        ("RnnQuantisedPass", "CompilerServices.QuantisedPass"),
        ("RnnQuantisedValues", "CompilerServices.QuantisedValues"),
        ("RnnResetPosition", "ResetPosition"),
        ("RnnResourceWeights", "CompilerServices.ResourceWeights"),
        ("RnnRnnLayer", "RnnLayer"),
        ("RnnSavedState", "CompilerServices.SavedState"),
        ("RnnStreamTile", "CompilerServices.StreamTile"),
        ("RnnTensor", "Tensor"),
        ("RnnTensorNames", "TensorNames"),
        ("RnnVectors", "CompilerServices.Vectors"),
        ("RnnWeightFormat", "WeightFormat"),
        ("RnnWeightStream", "CompilerServices.WeightStream"),
    };

    /// <summary>The using directives that a text needs.</summary>
    /// <param name="text">The text.</param>
    /// <param name="precision">Which activations its names stand for.</param>
    public static IEnumerable<string> UsingsFor(string text, ActivationPrecision precision) =>
        from name in Names
        where Uses(text, name.Alias)
        let faster = precision == ActivationPrecision.Fast && name.Alias == "RnnActivations"
        select $"using {name.Alias} = global::EmbeddedRnn.{(faster ? name.Type.Replace("CompilerServices.", "CompilerServices.Fast") : name.Type)};";

    private static bool Uses(string text, string alias)
    {
        for (int at = text.IndexOf(alias, StringComparison.Ordinal); at >= 0; at = text.IndexOf(alias, at + 1, StringComparison.Ordinal))
        {
            bool starts = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            int end = at + alias.Length;
            if (starts && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }
        return false;
    }
}
