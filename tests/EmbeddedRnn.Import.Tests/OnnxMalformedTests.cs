using System;
using System.Linq;
using Xunit;
using static EmbeddedRnn.Tests.OnnxWriter;

namespace EmbeddedRnn.Tests;

/// <summary>Files that are damaged, or that no exporter writes: each is refused with the place and the reason.</summary>
public class OnnxMalformedTests
{
    private static readonly string[] Operands = ["X", "W", "R", "B"];

    [Fact]
    public void The_file_of_these_tests_is_sound() => Assert.Equal(3, Read.Model(Gru().ToArray()).OutputSize);

    [Fact]
    public void Truncation_at_every_byte_is_refused()
    {
        byte[] file = Gru().ToArray();
        for (int length = 0; length < file.Length; length++) Read.Refusal(file[..length]);
    }

    [Fact]
    public void Truncation_within_every_message_is_refused()
    {
        // Each length field is a byte that is followed by so many: one more than there are is refused where it stands.
        byte[] file = Gru().ToArray();
        int refused = 0;
        for (int at = 0; at < file.Length; at++)
        {
            byte[] changed = [.. file];
            changed[at]++;
            Exception? exception = Record.Exception(() => Read.Model(changed));
            if (exception is null) continue;
            Assert.IsType<ImportException>(exception);
            refused++;
        }
        Assert.True(refused > 50);
    }

    [Theory]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, "a field of 9223372036854775807 bytes")]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "a number of more than 10 bytes")]
    [InlineData(new byte[] { 0x08, 0xFF }, "a number that is cut off")]
    [InlineData(new byte[] { 0x0D, 0 }, "a value that is cut off")]
    [InlineData(new byte[] { 0x0B }, "a field of wire type 3")]
    [InlineData(new byte[] { 0x02, 0 }, "a field with the number 0")]
    public void A_damaged_field_is_refused_with_its_byte(byte[] field, string reason)
    {
        ImportException exception = Read.Refusal(new Wire().Number(1, 7).Message(7, new Wire().Raw(field)).ToArray());
        Assert.Contains("the graph has " + reason, exception.Reason);
        Assert.StartsWith("byte ", exception.Place);
    }

    [Fact]
    public void A_chain_of_very_many_nodes_is_walked_without_recursion()
    {
        OnnxWriter file = new OnnxWriter().Input("v0", "steps", "batch", 2).Output("v9000");
        for (int i = 0; i < 9000; i++) file.Node("Identity", [$"v{i}"], [$"v{i + 1}"]);
        Assert.Contains("unchanged", Read.Refusal(file.ToArray()).Reason);
        for (int i = 9000; i < 10_001; i++) file.Node("Identity", [$"v{i}"], [$"v{i + 1}"]);
        Assert.Contains("has 10001 nodes; at most 10000", Read.Refusal(file.ToArray()).Reason);
    }

    [Fact]
    public void Deep_nesting_is_not_followed()
    {
        var nested = new Wire();
        for (int depth = 0; depth < 3000; depth++) nested = new Wire().Message(1, new Wire().Text(4, "If").Message(5, new Wire().Text(1, "body").Message(6, nested).Number(20, 5)));
        Assert.Contains("no output", Read.Refusal(new Wire().Number(1, 7).Message(7, nested).Message(8, new Wire().Number(2, 14)).ToArray()).Reason);
    }

    [Fact]
    public void Cycles_are_refused()
    {
        ImportException exception = Read.Refusal(Gru().Clear().Output("b").Node("Add", ["Y", "b"], ["a"], null, "first").Node("Identity", ["a"], ["b"], null, "second").ToArray());
        Assert.Contains("the graph has a cycle", exception.Reason);
        Assert.Contains("node ", exception.Place);
        Assert.Contains("cycle", Read.Refusal(Gru().Clear().Output("a").Node("Identity", ["a"], ["a"]).ToArray()).Reason);
    }

    [Fact]
    public void Duplicate_and_missing_names_are_refused()
    {
        Assert.Equal("there are two initializers of this name.", Read.Refusal(Gru().Floats("W", [1, 9, 2]).ToArray()).Reason);
        Assert.Contains("'Y' has the name of another value", Read.Refusal(Gru().Node("Identity", ["X"], ["Y"]).ToArray()).Reason);
        Assert.Contains("'X' has the name of another value", Read.Refusal(Gru().Node("Identity", ["Y"], ["X"]).ToArray()).Reason);
        Assert.Contains("each its own", Read.Refusal(Gru().Input("X", "n", 2).ToArray()).Reason);
        Assert.Equal("output none", Read.Refusal(Gru(output: "none").ToArray()).Place);
        Assert.Contains("no output", Read.Refusal(Gru().Clear().ToArray()).Reason);
        Assert.Contains("twice", Read.Refusal(Gru(w => { Attribute("layout", 0L)(w); Attribute("layout", 1L)(w); }).ToArray()).Reason);
        ImportException missing = Read.Refusal(new OnnxWriter().Input("X", "s", "n", 2).Output("Y").Node("GRU", ["X", "W", "R"], ["Y"], null, "cell").ToArray());
        Assert.Equal("node cell (GRU)", missing.Place);
        Assert.Contains("takes 'W', which is no input, initializer or output", missing.Reason);
    }

    [Fact]
    public void Declared_and_stored_sizes_that_disagree_are_both_named()
    {
        ImportException raw = Read.Refusal(Gru().Floats("more", [3, 4], 1, 2).ToArray());
        Assert.Equal("tensor more", raw.Place);
        Assert.Equal("its shape [3, 4] of float takes 48 bytes, but the file holds 8.", raw.Reason);
        Assert.Contains("[5] of float takes 5 values, but the file holds 1", Read.Refusal(Gru().Tensor("t", 1, [5], w => w.Single(4, 1)).ToArray()).Reason);
        Assert.Contains("[2] of double takes 16 bytes, but the file holds 0", Read.Refusal(Gru().Tensor("t", 11, [2], _ => { }).ToArray()).Reason);
        Assert.Contains("[-1] has a negative size", Read.Refusal(Gru().Tensor("t", 1, [-1], _ => { }).ToArray()).Reason);
        Assert.Contains("more elements than any file", Read.Refusal(Gru().Tensor("t", 1, [int.MaxValue, int.MaxValue], _ => { }).ToArray()).Reason);
        Assert.Contains("9 dimensions", Read.Refusal(Gru().Tensor("t", 1, [1, 1, 1, 1, 1, 1, 1, 1, 1], w => w.Single(4, 1)).ToArray()).Reason);
    }

    [Theory]
    [InlineData(8, "string")]
    [InlineData(2, "uint8")]
    [InlineData(14, "complex64")]
    [InlineData(77, "77")]
    public void Values_of_another_type_are_refused(int type, string name)
    {
        OnnxWriter file = new OnnxWriter().Input("X", "s", "n", 2).Output("Y").Floats("W", [1, 9, 2])
            .Tensor("R", type, [1, 9, 3], w => w.Bytes(9, new byte[27])).Node("GRU", ["X", "W", "R"], ["Y"]);
        ImportException exception = Read.Refusal(file.ToArray());
        Assert.Equal("tensor R", exception.Place);
        Assert.Contains($"of type {name}; float, double, float16 and bfloat16", exception.Reason);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused_unless_allowed()
    {
        float[] values = Enumerable.Repeat(0.5f, 18).ToArray();
        values[4] = float.NaN;
        byte[] file = new OnnxWriter().Input("X", "s", "n", 2).Output("Y").Floats("W", [1, 9, 2], values).Floats("R", [1, 9, 3]).Node("GRU", ["X", "W", "R"], ["Y"]).ToArray();
        ImportException exception = Read.Refusal(file);
        Assert.Equal("tensor W", exception.Place);
        Assert.Contains("index 4 is NaN", exception.Reason);
        var cell = (GruLayer)Read.Model(file, new ImportOptions { AllowNonFinite = true }).Layers[0];
        Assert.True(float.IsNaN(cell.InputWeights[4]));
    }

    [Fact]
    public void Versions_that_are_not_known_are_refused()
    {
        Assert.Contains("version 6 of ONNX's operators; versions 7 to 25", Read.Refusal(Gru().Opset(6).ToArray()).Reason);
        Assert.Contains("version 26", Read.Refusal(Gru().Opset(26).ToArray()).Reason);
        Assert.Contains("once, but names 0", Read.Refusal(Gru().Opset(14, "com.example").ToArray()).Reason);
        Assert.NotNull(Read.Model(Gru().Opset(14, "ai.onnx").ToArray()));
        Assert.Contains("no graph", Read.Refusal(new Wire().Number(1, 7).Message(8, new Wire().Number(2, 14)).ToArray()).Reason);
        Assert.Contains("no prefixes", Read.Refusal(Gru().ToArray(), new ImportOptions { Prefix = "a" }).Reason);
    }

    [Fact]
    public void Inputs_without_a_usable_shape_are_refused()
    {
        OnnxWriter With(params object[] shape) => new OnnxWriter().Input("X", shape).Output("Y")
            .Floats("W", [1, 9, 2]).Floats("R", [1, 9, 3]).Floats("B", [1, 18]).Node("GRU", Operands, ["Y"]);
        Assert.Contains("it has 4 dimensions", Read.Refusal(With("a", "b", "c", 2).ToArray()).Reason);
        Assert.Contains("the number of its features is not in the file", Read.Refusal(With("a", "b", "c").ToArray()).Reason);
        Assert.Contains("its dimension 3 is -2", Read.Refusal(With("a", "b", -2).ToArray()).Reason);
        Assert.Contains("which is not possible or too large", Read.Refusal(With("a", "b", long.MaxValue).ToArray()).Reason);
        Assert.Contains("must be [1, 9, 4] with 1 direction(s), 4 inputs", Read.Refusal(With("a", "b", 4).ToArray()).Reason);
        Assert.Contains("must be [1, 9, 4]", Read.Refusal(With("a", "b", 4).ToArray()).Reason);
    }
}
