using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>For every sort of class, generated code completes it, and its files have names of their own.</summary>
public class OutputTests
{
    private const string Attribute = "[LstmCell(InputSize = 3, HiddenSize = 4)]";

    [Theory]
    [InlineData("namespace Ns { [X] public partial class Gesture { } }", "Ns.Gesture")]
    [InlineData("namespace Ns.Inner { [X] internal partial class Gesture { } }", "Ns.Inner.Gesture")]
    [InlineData("[X] public partial class Gesture { }", "Gesture")]
    [InlineData("[X] sealed partial class Gesture { }", "Gesture")]
    [InlineData("[X] public partial record Gesture { }", "Gesture")]
    [InlineData("[X] public partial record Gesture { protected Gesture(Gesture other) { } }", "Gesture")]
    [InlineData("[X] public sealed partial record class Gesture { }", "Gesture")]
    [InlineData("namespace @namespace.@int { [X] partial class @class { } }", "namespace.int.class")]
    [InlineData("[X] partial class @record { }", "record")]
    [InlineData("[X] partial class Öffner { }", "Öffner")]
    [InlineData("[X] partial class e\u0301tat { }", "e-0301tat")]
    [InlineData("[X] partial class Gesture { } partial class Gesture { int extra; int Extra => extra; }", "Gesture")]
    public void A_class(string declaration, string name) => Completes(declaration, name);

    [Theory]
    [InlineData("partial class Outer { [X] private partial class Gesture { } }", "Outer.Gesture")]
    [InlineData("namespace Ns { static partial class Outer { [X] public partial class Gesture { } } }", "Ns.Outer.Gesture")]
    [InlineData("partial struct Outer { [X] partial class Gesture { } }", "Outer.Gesture")]
    [InlineData("ref partial struct Outer { [X] partial class Gesture { } }", "Outer.Gesture")]
    [InlineData("partial record Outer(int A) { [X] protected partial class Gesture { } }", "Outer.Gesture")]
    [InlineData("partial record struct Outer(int A) { [X] internal partial class Gesture { } }", "Outer.Gesture")]
    [InlineData("partial interface IOuter { [X] partial class Gesture { } }", "IOuter.Gesture")]
    [InlineData("partial class Outer<T, @int> where T : class { [X] partial class Gesture { } }", "Outer`2.Gesture")]
    [InlineData("partial class Far<T> { partial struct Near<S> where S : struct { [X] partial class Gesture { } } }", "Far`1.Near`1.Gesture")]
    [InlineData("partial class @static { [X] partial class Gesture { } }", "static.Gesture")]
    public void A_nested_class(string declaration, string name) => Completes(declaration, name);

    [Fact]
    public void Several_classes_in_a_file_and_of_one_name()
    {
        GeneratorRun run = Expect("""
            namespace A { [GruCell(InputSize = 1, HiddenSize = 2, Reset = ResetPosition.Before)] public partial class Cell { } }
            namespace B { [LstmCell(InputSize = 1, HiddenSize = 2, Peepholes = true)] public partial class Cell { } }
            namespace B { partial class Outer { [RnnCell(InputSize = 1, HiddenSize = 2, Activation = Activation.Relu)] partial class Cell { } } }
            namespace B { partial class Outer<T> { [LstmCell(InputSize = 1, HiddenSize = 2, ProjectionSize = 1)] partial class Cell { } } }
            """);
        Assert.Equal(["A.Cell.g.cs", "B.Cell.g.cs", "B.Outer.Cell.g.cs", "B.Outer`1.Cell.g.cs"], run.Files.Keys.Order());
        Assert.Contains("GRU (reset before), 1 input, 2 units", run.Files["A.Cell.g.cs"]);
        Assert.Contains("LSTM (peepholes), 1 input, 2 units", run.Files["B.Cell.g.cs"]);
        Assert.Contains("RNN (ReLU), 1 input, 2 units", run.Files["B.Outer.Cell.g.cs"]);
        Assert.Contains("LSTM (projection to 1), 1 input, 2 units", run.Files["B.Outer`1.Cell.g.cs"]);
    }

    [Fact]
    public void Names_that_differ_by_case_alone()
    {
        GeneratorRun run = Expect($"{Attribute} partial class Cell {{ }} {Attribute} partial class CELL {{ }}");
        Assert.Equal(2, run.Files.Count);
        Assert.All(run.Files.Keys, name => Assert.Matches("^(Cell|CELL)-[0-9a-f]{8}\\.g\\.cs$", name));
    }

    [Fact]
    public void A_cell_within_a_cell_whose_files_could_be_named_alike()
    {
        GeneratorRun run = Expect($"{Attribute} partial class Cell {{ {Attribute} partial class Part {{ }} }}");
        Assert.Contains("Cell.g.cs", run.Files.Keys);
        Assert.Contains(run.Files.Keys, name => name.StartsWith("Cell.Part-", System.StringComparison.Ordinal));
    }

    [Fact]
    public void The_attribute_may_stand_on_any_part()
    {
        TestProject project = TestProject.Of("partial class Cell { }").WithSource("Other.cs", $"{Attribute} partial class Cell {{ }}");
        Assert.Equal(["Cell.g.cs"], GeneratorRun.Pipeline(project).Files.Keys);
    }

    [Fact]
    public void An_attribute_under_another_name()
    {
        TestProject project = TestProject.Of("using Long = EmbeddedRnn.LstmCellAttribute; [Long(InputSize = 3, HiddenSize = 4)] partial class Cell { }");
        Assert.Equal(["Cell.g.cs"], GeneratorRun.Pipeline(project).Files.Keys);
    }

    [Fact]
    public void Arguments_may_be_constants()
    {
        GeneratorRun run = Expect("[LstmCell(InputSize = Sizes.In, HiddenSize = 2 * Sizes.In)] partial class Cell { } static class Sizes { public const int In = 5; }");
        Assert.Contains("5 inputs, 10 units", Assert.Single(run.Files).Value);
    }

    [Fact]
    public void An_attribute_of_the_same_name_elsewhere_is_not_ours()
    {
        TestProject project = new TestProject().WithSource("Cells.cs", """
            namespace Other { [LstmCell] partial class Cell { } class LstmCellAttribute : System.Attribute { } }
            """);
        GeneratorRun run = GeneratorRun.Pipeline(project);
        Assert.Empty(run.Files);
        Assert.Empty(run.Result.Diagnostics);
    }

    /// <summary>The declaration has the attribute where it says [X].</summary>
    private static void Completes(string declaration, string name)
    {
        GeneratorRun run = Expect(declaration.Replace("[X]", Attribute));
        Assert.Equal([name + ".g.cs"], run.Files.Keys);
    }

    private static GeneratorRun Expect(string source)
    {
        GeneratorRun run = GeneratorRun.Pipeline(TestProject.Of(source));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return run;
    }
}
