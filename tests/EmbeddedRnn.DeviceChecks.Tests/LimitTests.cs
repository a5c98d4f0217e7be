using Xunit;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>Each limit, on both sides of it.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(DeviceRule.Arguments, 255, 256)]
    [InlineData(DeviceRule.Locals, 255, 256)]
    [InlineData(DeviceRule.EvaluationStack, 255, 256)]
    [InlineData(DeviceRule.SwitchTargets, 255, 256)]
    [InlineData(DeviceRule.ObjectBytes, 196_500, 196_501)]
    [InlineData(DeviceRule.BranchDistance, 3_630, 3_650)]
    [InlineData(DeviceRule.CodeBytes, 7_281, 7_282)]
    [InlineData(DeviceRule.NameBytes, 64_900, 65_500)]
    [InlineData(DeviceRule.StaticBytes, 16_300, 16_400)]
    public void Is_kept_and_exceeded(DeviceRule rule, int kept, int exceeded)
    {
        Assert.Empty(Check.Members(Code(rule, kept)));
        Assert.Equal([rule], Check.Members(Code(rule, exceeded)));
    }

    private static string Code(DeviceRule rule, int count) => rule switch
    {
        DeviceRule.Arguments => $"static void M({Check.Repeat(count, "int a#", ",")}) {{ }}",
        DeviceRule.Locals => $"static int M(int x) {{ {Check.Repeat(count, "int a# = x * #3;")} x = {Check.Repeat(count, "a#", "+")}; return x - {Check.Repeat(count, "a#", "-")}; }}",
        DeviceRule.EvaluationStack => $"static int M(int a) => {Check.Repeat(count - 1, "a + (")} a {Check.Repeat(count - 1, ")")};",
        DeviceRule.SwitchTargets => $"static int M(int a) {{ switch (a) {{ {Check.Repeat(count, "case #: return a * a - #;")} }} return 0; }}",
        DeviceRule.ObjectBytes => $"static object M() => new float[{count}];",
        // A statement takes nine bytes: ldarg.0, ldc.r4, add, starg.s.
        DeviceRule.BranchDistance => $"static float M(float a, int n) {{ while (n > 0) {{ n--; {Check.Repeat(count, "a += 0.5f;")} }} return a; }}",
        DeviceRule.CodeBytes => $"static float M(float a) {{ {Check.Repeat(count / 2, "a += 0.5f;")} return a; }} static float N(float a) {{ {Check.Repeat(count - count / 2, "a += 0.5f;")} return a; }}",
        DeviceRule.NameBytes => $"static string M() => \"{new string('a', count / 2)}\" + N(); static string N() => \"{new string('b', count - count / 2)}\";",
        _ => $"static readonly float[] A = {{ {Check.Repeat(count, "#.5f", ",")} }};",
    };
}
