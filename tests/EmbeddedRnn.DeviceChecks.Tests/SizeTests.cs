using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>Sizes that can be counted by hand.</summary>
public class SizeTests
{
    [Theory]
    [InlineData("static float M(float a) => a * 0.5f + a;", 1 + 5 + 1 + 1 + 1 + 1)]
    // A call and a field take tokens of two bytes.
    [InlineData("public static int F; static int M() { return N() + F; } static int N() => 7;", 3 + 3 + 1 + 1 + 2)]
    [InlineData("static string M() => \"text\";", 3 + 1)]
    [InlineData("static long M() => 5000000000L;", 9 + 1)]
    [InlineData("static object M() => typeof(int);", 1 + 4 + 3 + 1)]
    // ldarg.0, switch with three targets, br.s, ldc and ret four times.
    [InlineData("static int M(int a) { switch (a) { case 0: return 5; case 1: return 3; case 2: return 8; } return 1; }", 1 + 1 + 1 + 3 * 2 + 2 + 4 * 2)]
    // ldarg.0, ldc, bge.s, ldc, ret, ldc, ret.
    [InlineData("static int M(int a) { if (a < 3) return 4; return 5; }", 1 + 1 + 2 + 4)]
    public void Of_code(string members, int expected)
    {
        using ModuleDefinition module = Module(members);
        Assert.Equal(expected, DeviceSize.OfCode(module));
        Assert.Equal(expected, DeviceSize.OfCode(module.GetType("C")));
    }

    [Fact]
    public void Of_a_long_branch()
    {
        using ModuleDefinition module = Module($"static int M(int a) {{ if (a < 3) {{ {Check.Repeat(50, "a += a * #;")} }} return a; }}");
        Instruction branch = module.GetType("C").Methods.Single().Body.Instructions.Single(i => i.OpCode.Code == Code.Bge);
        Assert.Equal(3, DeviceSize.Of(branch));
    }

    [Fact]
    public void Of_handlers()
    {
        // nop is left out; leave.s, pop, leave.s, ret.
        using ModuleDefinition module = Module("public static int F; static void M() { try { F = 1; } catch { } }");
        Assert.Equal(1 + 3 + 2 + 1 + 2 + 1 + 1 + 12, DeviceSize.OfCode(module));
    }

    [Fact]
    public void Of_static_data_and_its_copies()
    {
        using ModuleDefinition module = Module("static readonly float[] A = { 1f, 2f, 3f, 4f }; static readonly sbyte[][] B = { new sbyte[] { 1, 2, 3, 4, 5 }, new sbyte[] { 5, 4, 3, 2, 1 } }; static readonly int[] Z = new int[100];");
        Assert.Equal(16 + 5 + 5, DeviceSize.OfStaticData(module));
        Assert.Equal(16 + 5 + 5, DeviceSize.OfStaticData(module.GetType("C")));
        Assert.Equal(16 + 5 + 5 + 2 * 12 + 400, ArraySize.OfHeapCopies(module));
    }

    private static ModuleDefinition Module(string members) => DeviceChecker.Read(NanoFramework.Compile($"public static class C {{ {members} }}"));
}
