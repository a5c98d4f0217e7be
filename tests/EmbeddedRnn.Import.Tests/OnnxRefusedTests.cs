using System;
using System.Linq;
using Xunit;
using static EmbeddedRnn.Tests.OnnxWriter;

namespace EmbeddedRnn.Tests;

/// <summary>Sound graphs that are not supported: the message names the node, the operator and the reason.</summary>
public class OnnxRefusedTests
{
    [Theory]
    [InlineData("Erf")]
    [InlineData("If")]
    [InlineData("Loop")]
    [InlineData("Scan")]
    [InlineData("Attention")]
    [InlineData("QLinearMatMul")]
    [InlineData("")]
    public void An_operator_that_is_not_known_is_named(string op)
    {
        ImportException exception = Read.Refusal(Behind(op, ["Y"]));
        Assert.Equal($"node after ({(op.Length == 0 ? "no operator" : op)})", exception.Place);
        Assert.Contains("the operator is not supported", exception.Reason);
    }

    [Fact]
    public void Another_domain_is_refused() =>
        Assert.Contains("belongs to 'com.example'", Read.Refusal(Gru().Clear().Output("Z").Node("Tanh", ["Y"], ["Z"], null, "", "com.example").ToArray()).Reason);

    [Theory]
    [InlineData("direction", "backwards", "'backwards' is none of forward, reverse and bidirectional")]
    [InlineData("direction", "bidirectional", "with 2 direction(s)")]
    public void A_wrong_text_is_refused(string name, string value, string reason) =>
        Assert.Contains(reason, Read.Refusal(Gru(Attribute(name, value)).ToArray()).Reason);

    [Theory]
    [InlineData("hidden_size", 4, "hidden_size is 4")]
    [InlineData("layout", 2, "layout is 2")]
    [InlineData("linear_before_reset", 2, "linear_before_reset is 2")]
    [InlineData("input_forget", 1, "its attributes 'input_forget' are not supported")]
    [InlineData("output_sequence", 1, "its attributes 'output_sequence' are not supported")]
    [InlineData("clip", 1, "'clip' is of type 2")]
    public void A_wrong_number_is_refused(string name, long value, string reason)
    {
        ImportException exception = Read.Refusal(Gru(Attribute(name, value)).ToArray());
        Assert.Equal("node cell (GRU)", exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void A_clip_that_is_not_above_zero_is_refused()
    {
        foreach (float clip in new[] { 0, -1, float.NaN, float.PositiveInfinity })
            Assert.Contains("must be above 0", Read.Refusal(Gru(Attribute("clip", clip)).ToArray()).Reason);
    }

    [Fact]
    public void Activations_are_never_guessed()
    {
        Assert.Contains("'Swish' is none of Relu, Tanh, Sigmoid, Affine, LeakyRelu, ThresholdedRelu, ScaledTanh, HardSigmoid, Elu, Softsign, Softplus",
            Read.Refusal(Gru(Attribute("activations", "Sigmoid", "Swish")).ToArray()).Reason);
        Assert.Contains("has 1 activations ('Tanh'), but GRU with 1 direction(s) has 2", Read.Refusal(Gru(Attribute("activations", ["Tanh"])).ToArray()).Reason);
        Assert.Contains("ScaledTanh needs a value", Read.Refusal(Gru(Attribute("activations", "Sigmoid", "ScaledTanh")).ToArray()).Reason);
        Assert.Contains("activation_alpha has 2 values, but only 0", Read.Refusal(Gru(Attribute("activation_alpha", 0.1f, 0.2f)).ToArray()).Reason);
        Assert.Contains("no finite number", Read.Refusal(Gru(w =>
        {
            Attribute("activations", "Sigmoid", "Elu")(w);
            Attribute("activation_alpha", [float.NaN])(w);
        }).ToArray()).Reason);
    }

    [Fact]
    public void Axes_are_checked()
    {
        Assert.Contains("it takes some steps of [steps, 1, batch, 3]", Read.Refusal(Behind("Gather", ["Y", "i"], f => f.Integers("i", 0))).Reason);
        Assert.Contains("it takes some steps", Read.Refusal(Behind("Slice", ["Y", "i", "j"], f => f.Integers("i", 0).Integers("j", -1))).Reason);
        Assert.Contains("it takes a part of the axis 'batch'", Read.Refusal(Behind("Slice", ["Y", "i", "j", "a"], f => f.Integers("i", 0).Integers("j", 1).Integers("a", 2))).Reason);
        Assert.Contains("which is not of size 1", Read.Refusal(Behind("Squeeze", ["Y", "i"], f => f.Integers("i", 3))).Reason);
        Assert.Contains("does not fit a tensor of 4 dimensions", Read.Refusal(Behind("Squeeze", ["Y", "i"], f => f.Integers("i", 4))).Reason);
        Assert.Contains("does not fit its input", Read.Refusal(Behind("Transpose", ["Y"], null, Attribute("perm", 0L, 1L, 1L, 2L))).Reason);
        Assert.Contains("over all features of a step", Read.Refusal(Behind("Softmax", ["Y"], null, Attribute("axis", 0L))).Reason);
    }

    private static byte[] Behind(string op, string[] from, Func<OnnxWriter, OnnxWriter>? more = null, Action<Wire>? attributes = null)
    {
        OnnxWriter file = Gru().Clear().Output("Z");
        return (more?.Invoke(file) ?? file).Node(op, from, ["Z"], attributes, "after").ToArray();
    }
}
