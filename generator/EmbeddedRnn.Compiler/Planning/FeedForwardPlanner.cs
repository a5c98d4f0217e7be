using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>Layers without gates as one pass: y = W x + b.</summary>
public static class FeedForwardPlanner
{
    private static readonly Accumulator[] Sum = { new("y", 0, "1f", Parts.Both) };

    /// <summary>Plans a dense layer.</summary>
    public static LayerPlan Plan(DenseLayer layer, MemoryPlan memory)
    {
        var plan = new LayerPlan(layer, memory) { Result = "result" };
        plan.Add("result", layer.OutputSize, "the outputs of the dense layer");
        plan.Passes = new[] { Pass("dense layer", layer.OutputSize, layer.Bias, new Operand("input", "x", layer.InputSize, Parts.Both, "matrix", "W x")) };
        return plan;
    }

    /// <summary>Plans a convolution over a window of the steps that its kernel spans, the current one last.</summary>
    public static LayerPlan Plan(Conv1dLayer layer, MemoryPlan memory)
    {
        var plan = new LayerPlan(layer, memory) { Result = "result" };
        int past = layer.Span * layer.InputSize;
        plan.AddWithState("window", past + layer.InputSize, layer.LookAhead == 0 ? past : 0, "the steps that the convolution spans, oldest first");
        plan.Add("result", layer.OutputSize, "the outputs of the convolution");
        // Without dilation the steps lie side by side in the window: one loop over all of them.
        Operand[] taps = layer.Dilation == 1
            ? new[] { Taps(layer, 0, layer.KernelSize, "x", $"All {layer.KernelSize} taps, the oldest step first") }
            : Enumerable.Range(0, layer.KernelSize).Select(k => Taps(layer, k, 1, $"t{k}x", $"Tap {k}: the input {layer.Span - k * layer.Dilation} steps ago")).ToArray();
        plan.Passes = new[] { Pass("convolution", layer.OutputSize, layer.Bias, taps) };
        return plan;
    }

    private static Operand Taps(Conv1dLayer layer, int first, int count, string letter, string comment) =>
        new("window", letter, count * layer.InputSize, Parts.Both, "matrix", comment)
        {
            Offset = first * layer.Dilation * layer.InputSize,
            Taps = new ConvolutionTaps(first, count, layer.KernelSize, layer.InputSize, layer.Groups),
        };

    private static Pass Pass(string title, int units, Tensor? bias, params Operand[] operands) =>
        new(title, units, Sum, operands, new Peephole[0], bias is null ? null : "bias", null);
}
