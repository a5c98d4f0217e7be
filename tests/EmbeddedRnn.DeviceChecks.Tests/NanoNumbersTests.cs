using System;
using System.Reflection;
using Xunit;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>What .NET nanoFramework was measured to do with NaN, with zero and with what is too large.</summary>
public class NanoNumbersTests
{
    [Theory]
    [InlineData("return x > 1f ? 1f : 0f;", float.NaN, 1)]
    [InlineData("return !(x >= 1f) ? 1f : 0f;", float.NaN, 0)]
    [InlineData("if (x < 1f) return 1f; return 0f;", float.NaN, 0)]
    [InlineData("if (x <= 1f) return 1f; return 0f;", float.NaN, 0)]
    [InlineData("float y = x + 1f; return x != y ? 1f : 0f;", float.NaN, 1)]
    [InlineData("float y = x + 1f; bool same = x == y; return same ? 1f : 0f;", float.NaN, 0)]
    [InlineData("bool less = x < 1f; return less ? 1f : 0f;", 0.5f, 1)]
    [InlineData("bool more = x > 1f; return more ? 1f : 0f;", 0.5f, 0)]
    [InlineData("for (int i = 0; i < 3; i++) x += x > 0f ? 1f : -1f; return x;", 0.5f, 3.5f)]
    [InlineData("return (int)x;", float.NaN, 0)]
    [InlineData("return (int)x;", 1e20f, 0)]
    [InlineData("return (int)x;", -2.75f, -2)]
    [InlineData("return 3f / x;", 2f, 1.5f)]
    public void Are_those_of_the_interpreter(string body, float x, float expected) => Assert.Equal(expected, Compiled(body)(x));

    [Fact]
    public void A_division_by_zero_throws() => Assert.Throws<InvalidOperationException>(() => Compiled("return 1f / x;")(0));

    private static Func<float, float> Compiled(string body) =>
        Assembly.Load(NanoNumbers.Compile([$"public static class C {{ public static float M(float x) {{ {body} }} }}"])).GetType("C")!.GetMethod("M")!.CreateDelegate<Func<float, float>>();
}
