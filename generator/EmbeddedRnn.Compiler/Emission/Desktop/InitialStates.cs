using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Where a model's initial states stand among its tensors, and where in the state.</summary>
internal static class InitialStates
{
    /// <summary>Each tensor of an initial state, its place among all weights, its place in the state.</summary>
    public static IReadOnlyList<(Tensor Tensor, int Source, int Target)> Of(Model model)
    {
        var found = new List<(Tensor, int, int)>();
        (int source, int target) = (0, 0);
        foreach (Layer layer in model.Layers) Add(layer, found, ref source, ref target);
        return found;
    }

    private static void Add(Layer layer, List<(Tensor, int, int)> found, ref int source, ref int target)
    {
        if (layer.Inner.Count > 0)
        {
            foreach (Layer inner in layer.Inner) Add(inner, found, ref source, ref target);
            return;
        }
        foreach (Tensor tensor in layer.Tensors)
        {
            if (tensor.Name == TensorNames.InitialHidden) found.Add((tensor, source, target));
            if (tensor.Name == TensorNames.InitialCell) found.Add((tensor, source, target + layer.OutputSize));
            source += tensor.Count;
        }
        target += layer.StateSize;
    }
}
