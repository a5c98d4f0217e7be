using System;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>A damaged size must not be believed: no allocation ahead of the values, no overflow.</summary>
public class HugeSizeTests
{
    private const string Head = "embeddedrnn-model 1\nname huge\nhash 0000000000000000000000000000000000000000000000000000000000000000\n";

    [Theory]
    [InlineData("inline", "layer gru\nreset after\ninput 1\nhidden 700000000\ntensor input-weights 2100000000 1\n")]
    [InlineData("inline", "layer rnn\nactivation tanh\ninput 1\nhidden 2147483647\ntensor input-weights 2147483647 2147483647\n")]
    [InlineData("binary", "layer rnn\nactivation tanh\ninput 1\nhidden 2147483647\ntensor input-weights 2147483647 2147483647\nend\n")]
    // 4 * H and 3 * H pass int.MaxValue and come out small: 4 and 2.
    [InlineData("binary", "layer lstm\ninput 1\nhidden 1073741825\ntensor input-weights 4 1\ntensor recurrent-weights 4 1\ntensor projection 1 1073741825\nend\n")]
    [InlineData("binary", "layer gru\nreset after\ninput 1\nhidden 1431655766\ntensor input-weights 2 1\ntensor recurrent-weights 2 1\nend\n")]
    // Each tensor is possible, their sum is not.
    // Each state is possible, their sum or the reach of the kernel is not.
    [InlineData("binary", "layer conv1d\ninput 2\nkernel 2\ndilation 2147483647\ntensor weights 1 4\nend\n")]
    [InlineData("binary", "layer conv1d\ninput 1\nkernel 2147483647\ndilation 2147483647\ntensor weights 1 2147483647\nend\n")]
    [InlineData("binary", "layer conv1d\ninput 1\nkernel 2\ndilation 2147483647\ntensor weights 1 2\nlayer conv1d\ninput 1\nkernel 2\ntensor weights 1 2\nend\n")]
    [InlineData("binary", "layer dense\ntensor weights 2147483647 1\ntensor bias 1 2147483647\nend\n")]
    [InlineData("inline", "layer affine\ntensor scale 1 2147483647\n")]
    [InlineData("binary", "layer rnn\nactivation tanh\ninput 46340\nhidden 46340\ntensor input-weights 46340 46340\ntensor recurrent-weights 46340 46340\nend\n")]
    public void Huge_sizes_are_refused_without_allocation(string where, string layer)
    {
        string text = $"{Head}weights {where}\n{layer}";
        AssertSmallRefusal(text, text.Length);
    }

    [Fact]
    public void Many_short_lines_are_refused_without_allocation()
    {
        string text = $"{Head}weights inline\nlayer rnn\nactivation tanh\ninput 1\nhidden 800000\ntensor input-weights 800000 1\n{string.Concat(Enumerable.Repeat("0\n", 500_000))}";
        AssertSmallRefusal(text, text.Length);
    }

    [Fact]
    public void One_long_line_is_refused_without_allocation()
    {
        string text = $"{Head}weights inline\nlayer {string.Concat(Enumerable.Repeat("a ", 500_000))}\n";
        AssertSmallRefusal(text, text.Length);
    }

    [Fact]
    public void A_sum_over_layers_that_is_too_large_is_refused()
    {
        const string Layer = "layer rnn\nactivation tanh\ninput 30000\nhidden 30000\ntensor input-weights 30000 30000\ntensor recurrent-weights 30000 30000\n";
        AssertSmallRefusal($"{Head}weights binary\n{Layer}{Layer}end\n", 1000);
    }

    [Fact]
    public void Deep_nesting_is_refused_without_allocation()
    {
        string layers = string.Concat(Enumerable.Repeat("layer residual\n", 100_000));
        AssertSmallRefusal($"{Head}weights inline\n{layers}", layers.Length);
    }

    private static void AssertSmallRefusal(string text, int length)
    {
        _ = Record.Exception(() => ModelText.Read(text));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception exception = Record.Exception(() => ModelText.Read(text));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsType<ModelTextException>(exception);
        Assert.InRange(allocated, 0, 100_000 + 8L * length);
    }
}
