using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>What each rule finds, and what it lets through.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("class G<T> { }")]
    [InlineData("class C { static void M<T>(T value) { } }")]
    public void Generics_of_ones_own(string text) => Assert.Equal([DeviceRule.Generics], Check.Text(text));

    [Theory]
    [InlineData("static unsafe float M(float[] a) { fixed (float* p = a) return *p; }")]
    [InlineData("static unsafe void M(byte* p) { }")]
    [InlineData("public static unsafe byte* F;")]
    public void Pointers(string members) => Assert.Equal([DeviceRule.Pointers], Check.Members(members));

    [Fact]
    public void Stack_memory() => Assert.Equal([DeviceRule.Opcode], Check.Members("static unsafe int M(int n) { int* p = stackalloc int[n]; return *p; }"));

    [Fact]
    public void Function_pointers() => Assert.Equal([DeviceRule.Opcode, DeviceRule.FunctionPointers], Check.Members("static unsafe int M(delegate*<int, int> f) => f(1);"));

    [Theory]
    [InlineData("static float[,] M() => null;")]
    [InlineData("static float M() => (new float[2, 2])[0, 0];")]
    [InlineData("public static readonly int[][,,] F;")]
    public void Arrays_of_more_dimensions(string members) => Assert.Equal([DeviceRule.ArrayRank], Check.Members(members));

    [Theory]
    [InlineData("public static int F#;", 255, true)]
    [InlineData("public int F#;", 255, true)]
    [InlineData("public static void M#() { }", 255, true)]
    // The constructor is one too.
    [InlineData("public void M#() { }", 254, true)]
    [InlineData("public virtual void M#() { }", 255, true)]
    [InlineData("public const int K# = #;", 300, false)]
    [InlineData("public static object M#() => new int[] { 1, 2, 3, # };", 255, true)]
    [InlineData("public static object M#() => new int[] { 1, 2, 3, 4 };", 350, false)]
    public void Members_of_a_type(string member, int kept, bool found)
    {
        // Arrays of constants of all classes are fields of one of the compiler's.
        string With(int count) => member.Contains("new int")
            ? $"public class A {{ {Check.Repeat(200, member)} }} public class B {{ {Check.Repeat(count - 200, member.Replace("3, #", "5, #"))} }}"
            : $"public class C {{ {Check.Repeat(count, member)} }}";
        Assert.Empty(Check.Text(With(kept)));
        Assert.Equal(found ? [DeviceRule.Members] : [], Check.Text(With(kept + 2)));
    }

    [Fact]
    public void Interfaces_with_bodies()
    {
        Assert.Empty(Check.Text("interface I { void M(); int P { get; } }"));
        // The core library has no sign that a runtime supports them, so such IL comes from elsewhere.
        Assert.Equal([DeviceRule.InterfaceBodies], MadeIl.WithInterfaceBody());
    }

    [Fact]
    public void Attributes_that_the_compiler_embeds()
    {
        const string Text = "public static class C { public static int M(int a) => a; }";
        Assert.Empty(Check.Text(Text));
        Assert.Equal([DeviceRule.EmbeddedAttributes], Check.Text(Text, LanguageVersion.CSharp12));
        Assert.Equal([DeviceRule.EmbeddedAttributes], Check.Text("class C { public static int M(in int a) => a; }"));
    }

    [Theory]
    [InlineData("static float M(float a, float b) => a / b;", true)]
    [InlineData("static int M(int a, int b) => a % b;", true)]
    [InlineData("static uint M(uint a, uint b) => a / b;", true)]
    [InlineData("static float M(float a, bool b) => a / (b ? 0f : 2f);", true)]
    [InlineData("static float M(float a) => a / 0f;", true)]
    [InlineData("static float M(float a) => a / 2f;", false)]
    [InlineData("const int Size = 3; static int M(int a) => a / Size + a % Size;", false)]
    [InlineData("static float Tanh(float a, float b) => a / b;", false)]
    public void Division_by_what_may_be_zero(string members, bool found) => Expect(DeviceRule.Division, members, found);

    [Theory]
    [InlineData("static int M(uint a) => (int)a >> 3;", true)]
    [InlineData("static float M(uint a) => (float)(int)a;", true)]
    [InlineData("static int M(uint a) => (int)(a * 3u) >> 3;", true)]
    [InlineData("static long M(uint a) => (long)(int)a;", true)]
    [InlineData("static bool M(uint a) => (int)a < 3;", true)]
    [InlineData("static int M(uint a, int b) => (int)a + b;", true)]
    [InlineData("static int M(bool c, uint a, int b) => (c ? (int)a : b) >> 3;", true)]
    [InlineData("static int M(uint a) => (int)a;", true)]
    [InlineData("static int N(int a) => a; static int M(uint a) => N((int)a);", true)]
    [InlineData("static int M(uint[] a) => (int)a[0] >> 1;", true)]
    [InlineData("static long M(ulong a) => (long)a >> 3;", true)]
    // The compiler leaves out a local that it can: the value stays on the stack, with its tag.
    [InlineData("static int M(uint a, uint b) { int c = (int)(a + b); return c >> 1; }", true)]
    [InlineData("static int M(uint a, uint b) { int c = (int)(a + b); if (c > 5) return c >> 1; return c + 2; }", false)]
    [InlineData("static uint M(uint a) => (a >> 3) * 5u + 7u;", false)]
    [InlineData("static int M(byte a, ushort b) => (a >> 1) - b;", false)]
    [InlineData("static float M(uint a) => (float)a;", false)]
    [InlineData("static int M(int a, int b) => a < 0 ? a >> 2 : b;", false)]
    public void Unsigned_tags(string members, bool found) => Expect(DeviceRule.UnsignedTag, members, found);

    [Theory]
    [InlineData("static float M(float a) => (float)(a * 0.1);", true)]
    [InlineData("public static double F;", true)]
    [InlineData("static double[] M() => null;", false)]
    [InlineData("static object M() => new double[1];", true)]
    [InlineData("static float M(float a) => a * 0.1f;", false)]
    public void Double(string members, bool found) => Expect(DeviceRule.Double, members, found);

    [Fact]
    public void System_Math()
    {
        Assert.Equal([DeviceRule.Math], Check.Members("static int M(int a) => System.Math.Abs(a);"));
        Assert.Equal([DeviceRule.Math], Check.Members("static float M(float a) => System.Math.Max(a, 0f);"));
    }

    [Theory]
    [MemberData(nameof(MadeIl.RefusedInstructions), MemberType = typeof(MadeIl))]
    public void Refused_instructions(string name) => Assert.Equal([DeviceRule.Opcode], MadeIl.With(name));

    [Fact]
    public void Handlers_and_filters_are_followed()
    {
        const string Body =
            """
            static int M(int[] a, int b)
            {
                try { return a[b]; }
                catch (System.IndexOutOfRangeException e) when (e.Message.Length > 3) { return b; }
                catch (System.Exception) { b = 2; }
                finally { a[0] = 1; }
                return b;
            }
            """;
        Assert.Empty(Check.Members(Body));
        Assert.Equal([DeviceRule.UnsignedTag], Check.Members(Body.Replace("b = 2;", "b = (int)uint.Parse(\"5\") >> 3;")));
    }

    [Fact]
    public void Programs_may_divide_and_use_double()
    {
        byte[] Image(string statement) => NanoFramework.CompileProgram([$"class P {{ static void Main() {{ int n = 2; {statement} }} }}"]);
        Assert.Empty(DeviceChecker.CheckProgram(Image("double d = System.Math.Sqrt(n) / n; System.Console.WriteLine(d.ToString()); System.Threading.Thread.Sleep(n);")));
        Assert.Equal([DeviceRule.UnsignedTag], Check.Rules(DeviceChecker.CheckProgram(Image("uint u = uint.Parse(\"5\"); n += (int)u >> 1; System.Console.WriteLine(n.ToString());"))));
    }

    private static void Expect(DeviceRule rule, string members, bool found) => Assert.Equal(found ? [rule] : [], Check.Members(members).Where(r => r == rule));
}
