using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tool.Inspecting;

/// <summary>A network as people draw it: shapes along arrows, T the number of steps.</summary>
internal static class Drawing
{
    public static string Of(Model model)
    {
        string time = "T, ";
        var parts = new List<string> { $"input [T, {model.InputSize}]" };
        foreach (Layer layer in model.Layers)
        {
            if (layer is LastStepLayer) time = "";
            parts.Add($"{Name(layer)} [{time}{layer.OutputSize}]");
        }
        return string.Join(" -> ", parts);
    }

    private static string Name(Layer layer)
    {
        if (layer.Inner.Count == 0) return layer.Kind;
        // Inside a residual connection the layers feed one another; the directions of a bidirectional layer stand side by side.
        return $"{layer.Kind} ({string.Join(layer is ResidualLayer ? " -> " : ", ", layer.Inner.Select(Name))})";
    }
}
