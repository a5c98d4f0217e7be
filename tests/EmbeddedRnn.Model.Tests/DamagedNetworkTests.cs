using System;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>The messages about damage that only networks can have.</summary>
public class DamagedNetworkTests
{
    private static readonly string Text = ModelText.Write(Samples.Network());
    private static readonly string[] Lines = Text.Split('\n');

    [Theory]
    [InlineData("embeddedrnn-model 2", "embeddedrnn-model 1", "embeddedrnn-model 1", "need the first line 'embeddedrnn-model 2'")]
    [InlineData("end reversed", "end", "end", "expected 'layer' or 'end reversed', found 'end'")]
    [InlineData("end reversed", "end residual", "end residual", "expected 'layer' or 'end reversed'")]
    [InlineData("end bidirectional", "layer gru", "layer gru", "'reset' must be after or before")]
    [InlineData("layer reversed", "layer bidirectional", "end reversed", "expected 'layer' or 'end bidirectional'")]
    [InlineData("layer residual", "layer reversed", "end residual", "expected 'layer' or 'end reversed'")]
    [InlineData("layer residual", "layer residual\ninput 2", "input 2", "has no 'input'")]
    [InlineData("layer residual", "layer residual\ntensor weights 1 1", "tensor weights 1 1", "has no tensor 'weights'")]
    [InlineData("kernel 3", "kernel 2", "layer conv1d", "must be [2, 2], but is [2, 3]")]
    [InlineData("kernel 3", "kernel 3\ngroups 2", "layer conv1d", "cannot be split into 2 groups")]
    [InlineData("look-ahead 1", "look-ahead 5", "layer conv1d", "look-ahead must be from 0 to 4")]
    [InlineData("dilation 2", "dilation 0", "dilation 0", "whole number")]
    [InlineData("clip 40400000", "clip 7fc00000", "layer lstm", "the clip must be a finite number")]
    [InlineData("clip 40400000", "clip c0400000", "layer lstm", "the clip must be a finite number")]
    [InlineData("clip 40400000", "clip 3", "clip 3", "eight hexadecimal digits")]
    [InlineData("function elu 3e800000", "function gelu", "function gelu", "must be one of")]
    [InlineData("function elu 3e800000", "function elu", "function elu", "ends too early")]
    [InlineData("function elu 3e800000", "function relu 3e800000", "function relu 3e800000", "too many words")]
    [InlineData("function elu 3e800000", "function elu 7f800000", "function elu 7f800000", "is not finite")]
    [InlineData("function elu 3e800000", "function elu 3e800001", "hash", "the hash does not fit")]
    [InlineData("candidate-activation relu", "candidate-activation softmax", "layer gru", "softmax is a layer's activation")]
    [InlineData("final-states yes", "final-states no", "final-states no", "must be yes, or left out")]
    [InlineData("tensor slopes 1 2", "tensor peepholes 1 2", "tensor peepholes 1 2", "a layer of kind activation has no tensor 'peepholes'")]
    [InlineData("layer last-step", "layer nothing", "layer nothing", "no layer kind 'nothing'")]
    public void The_message_names_the_line(string line, string damaged, string at, string reason)
    {
        int first = Array.IndexOf(Lines, line);
        Assert.True(first >= 0, line);
        string[] text = [.. Lines[..first], .. damaged.Split('\n'), .. Lines[(first + 1)..]];
        ModelTextException exception = Assert.Throws<ModelTextException>(() => ModelText.Read(string.Join("\n", text)));
        Assert.Contains(reason, exception.Message);
        Assert.Equal(at.Split(' ')[0], text[exception.Line - 1].Split(' ')[0]);
        if (at != "hash") Assert.Equal(at, text[exception.Line - 1]);
    }

    [Fact]
    public void A_bidirectional_layer_needs_two_cells()
    {
        int start = Array.IndexOf(Lines, "layer lstm");
        int end = Array.IndexOf(Lines, "end bidirectional");
        string text = string.Join("\n", Lines.Where((_, i) => i < start || i >= end));
        Assert.Contains("holds two cells (rnn, gru or lstm), but rnn was found", Assert.Throws<ModelTextException>(() => ModelText.Read(text)).Message);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void Nesting_has_a_bound(int depth, bool allowed)
    {
        string Nested(int from) => from == 0 ? "layer activation\nfunction relu\ninput 1\n" : $"layer residual\n{Nested(from - 1)}end residual\n";
        string text = $"embeddedrnn-model 2\nname deep\nhash {new string('0', 64)}\nweights binary\n{Nested(depth)}end\n";
        Exception? exception = Record.Exception(() => ModelText.Read(text));
        Assert.Equal(allowed, exception is null);
        if (!allowed) Assert.Contains("nested 8 deep", Assert.IsType<ModelTextException>(exception).Message);
    }
}
