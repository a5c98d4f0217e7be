using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.DeviceChecks;
using EmbeddedRnn.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>What the text is made of. That it compiles as C# 9 against its mscorlib alone, every other test shows.</summary>
public class LanguageTests
{
    // What the device has not, or has and fails at later.
    private static readonly SyntaxKind[] Forbidden =
    [
        SyntaxKind.AttributeList, SyntaxKind.TypeParameterList, SyntaxKind.GenericName, SyntaxKind.NullableType, SyntaxKind.TupleType, SyntaxKind.TupleExpression,
        SyntaxKind.StackAllocArrayCreationExpression, SyntaxKind.FixedStatement, SyntaxKind.UnsafeStatement, SyntaxKind.PointerType, SyntaxKind.RangeExpression,
        SyntaxKind.IndexExpression, SyntaxKind.RecordDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.ForEachStatement, SyntaxKind.YieldReturnStatement,
    ];

    // c stands for a number.
    private static readonly string[] Divisors = ["(c + (x < c ? -x : x))", "(c + e)", "(c + u * c + v * (c + u * c + v * c))", "InputSize", "sum"];

    public static TheoryData<string> OutsideTheDevice => new(
        "float f = (float)System.Math.Sqrt(2f);", "float f = System.MathF.Sqrt(2f);", "System.Span<float> s = default;", "int? n = null;",
        "var pair = (1, 2);", "var list = new System.Collections.Generic.List<float>();", "decimal d = 1m;", "var last = new float[3][^1];",
        "int bits = System.BitConverter.SingleToInt32Bits(1f);", "var record = new { A = 1 };");

    private static IReadOnlyList<EmittedFile> Files { get; } = Enumerable.Range(1, 200).Select(seed => RandomNetworks.Create(seed))
        .Concat(CellOptions.All.Select(options => RandomModels.Create(options, 2, 3, 1)))
        .Concat(LayerFixture.All.Select(fixture => fixture.Model))
        .SelectMany(model => DeviceCompiler.Compile(ClassTarget.Parse("Generated.Network"), model)).ToArray();

    [Theory]
    [MemberData(nameof(OutsideTheDevice))]
    public void What_the_device_has_not_does_not_compile(string statement)
    {
        NanoFramework.Compile(["class C { void M() { float f = 1f; f = f + 1f; } }"]);
        Assert.Contains("error", Assert.Throws<InvalidOperationException>(() => NanoFramework.Compile([$"class C {{ void M() {{ {statement} }} }}"])).Message);
    }

    [Fact]
    public void An_old_compiler_will_do()
    {
        // Tools for nanoFramework outside of Visual Studio bring compilers of their own.
        var language = new CSharpParseOptions(LanguageVersion.CSharp5);
        Assert.All(Files, file => Assert.Empty(CSharpSyntaxTree.ParseText(file.Text, language).GetDiagnostics()));
        string[] one = [.. DeviceCompiler.Compile(ClassTarget.Parse("A.B"), GatedModels.Create(1)).Select(file => file.Text)];
        NanoFramework.Compile(one, [NanoFramework.Mscorlib], OutputKind.DynamicallyLinkedLibrary, language);
    }

    [Fact]
    public void Nothing_is_written_that_fails_later()
    {
        foreach (EmittedFile file in Files)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.CSharp9)).GetRoot();
            Assert.DoesNotContain(root.DescendantNodes(), FailsLater);
        }
    }

    [Theory]
    [InlineData("T Own<T>() => default;")]
    [InlineData("float[,] matrix = new float[2, 2];")]
    [InlineData("unsafe void M() { var p = stackalloc int[1]; }")]
    [InlineData("[X] void M() { }")]
    [InlineData("struct S { }")]
    public void What_fails_later_is_found(string member) =>
        Assert.Contains(CSharpSyntaxTree.ParseText($"class C {{ {member} }}").GetRoot().DescendantNodes(), FailsLater);

    [Fact]
    public void Every_divisor_is_known_not_to_be_zero()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (EmittedFile file in Files)
        {
            foreach (BinaryExpressionSyntax division in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<BinaryExpressionSyntax>())
            {
                if (!division.IsKind(SyntaxKind.DivideExpression) && !division.IsKind(SyntaxKind.ModuloExpression)) continue;
                if (division.Right is LiteralExpressionSyntax { Token.Value: int and not 0 }) continue;
                found.Add(Regex.Replace(Regex.Replace(division.Right.ToString(), @"\b[\d.]+(E-?\d+)?f\b", "c"), @"\s+", " "));
            }
        }
        Assert.Equal(Divisors, found);
    }

    [Fact]
    public void Arrays_are_made_by_fields_and_constructors_only()
    {
        foreach (EmittedFile file in Files)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
            foreach (SyntaxNode made in root.DescendantNodes().Where(node => node is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax))
            {
                MethodDeclarationSyntax? method = made.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault();
                if (method is null) Assert.True(AtStart(made));
                else Assert.All(root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.Expression.ToString() == method.Identifier.Text), call => Assert.True(AtStart(call)));
            }
        }

        static bool AtStart(SyntaxNode node) => node.Ancestors().Any(ancestor => ancestor is FieldDeclarationSyntax or ConstructorDeclarationSyntax);
    }

    [Fact]
    public void A_matrix_is_one_array_of_constants()
    {
        // Each is a static field of one class of the compiler's, which may have 255 on the device.
        string weights = DeviceCompiler.Compile(
            ClassTarget.Parse("A.B"), RandomModels.Create(CellOptions.Gru(ResetPosition.After), 13, 24, 1), new DeviceOptions { Shape = DeviceShape.Looped })[1].Text;
        Assert.Equal(4, CSharpSyntaxTree.ParseText(weights).GetRoot().DescendantNodes().OfType<InitializerExpressionSyntax>().Count());
    }

    [Fact]
    public void The_same_model_gives_the_same_text_in_every_culture()
    {
        Model model = RandomNetworks.Create(7);
        string Text() => string.Concat(DeviceCompiler.Compile(ClassTarget.Parse("A.B"), model).Select(file => file.Name + file.Text));
        string text = Text();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(text, Text());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.DoesNotContain("\r", text);
        Assert.Equal(["B.g.cs", "B.Weights.g.cs"], DeviceCompiler.Compile(ClassTarget.Parse("A.B"), model).Select(file => file.Name));
    }

    [Fact]
    public void A_class_can_stand_in_a_namespace_and_in_other_types()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 2, 3, 1);
        var target = new ClassTarget("A.B", ["partial class Outer", "partial class Inner"], "@class");
        NanoFramework.Compile(DeviceCompiler.Compile(target, model).Select(file => file.Text));
        NanoFramework.Compile(DeviceCompiler.Compile(ClassTarget.Parse("Global"), model).Select(file => file.Text)
            .Append("partial class Global { public Global() { } }"));
    }

    [Fact]
    public void Weights_that_are_not_finite_stay_what_they_are()
    {
        float[] scale = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f];
        var model = new Model("odd", new AffineLayer(new Tensor(TensorNames.Scale, 1, 4, scale), new Tensor(TensorNames.Shift, 1, 4, [0, 0, 0, -0f])));
        float[] outputs = DeviceClasses.Create([model]).Single().Run([1, 1, 1, 1]);
        Assert.Equal(scale.Select(BitConverter.SingleToInt32Bits).Skip(1), outputs.Select(BitConverter.SingleToInt32Bits).Skip(1));
        Assert.True(float.IsNaN(outputs[0]));
    }

    private static bool FailsLater(SyntaxNode node) => Forbidden.Contains(node.Kind()) || node is ArrayRankSpecifierSyntax { Rank: > 1 };
}
