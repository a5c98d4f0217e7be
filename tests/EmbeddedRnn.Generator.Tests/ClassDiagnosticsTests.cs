using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What is wrong with the annotated class or its project.</summary>
public class ClassDiagnosticsTests
{
    private const string Attribute = "GruCell(InputSize = 3, HiddenSize = 4, Reset = ResetPosition.After)";

    /// <summary>A project that has the attributes in its own source, as projects that cannot reference the runtime do.</summary>
    private static TestProject OwnAttributes => TestProject.Of($"[{Attribute}] public partial class Gesture {{ }}").WithSource("Attributes.cs", """
        namespace EmbeddedRnn;
        public enum ResetPosition { After = 1 }
        public sealed class GruCellAttribute : System.Attribute
        {
            public int InputSize { get; set; }
            public int HiddenSize { get; set; }
            public ResetPosition Reset { get; set; }
        }
        """);

    [Fact]
    public void A_class_that_is_not_partial() => Problem.Expect(
        TestProject.Of($"[{Attribute}] public class Gesture {{ }}"),
        new Problem("ERNN001", Attribute, "'Gesture' must be partial to be completed by generated code: write 'partial class Gesture'"));

    [Fact]
    public void A_record_that_is_not_partial() => Problem.Expect(
        TestProject.Of($"[{Attribute}] public record Gesture {{ }}"),
        new Problem("ERNN001", Attribute, "'Gesture' must be partial to be completed by generated code: write 'partial record Gesture'"));

    [Fact]
    public void A_containing_type_that_is_not_partial() => Problem.Expect(
        TestProject.Of($"partial class Far {{ class Near {{ [{Attribute}] partial class Gesture {{ }} }} }}"),
        new Problem("ERNN002", Attribute, "'Near', which contains 'Gesture', must be partial: add 'partial' to the declaration of 'Near'"));

    [Theory]
    [InlineData("static partial class Gesture { }", "is static; remove 'static': each instance keeps a state of its own")]
    [InlineData("abstract partial class Gesture { }", "is abstract; remove 'abstract'")]
    [InlineData("partial class Gesture<T> { }", "is generic; remove its type parameters, or put the class into a generic type")]
    [InlineData("file partial class Gesture { }", "is local to its file, and generated code stands in another; remove 'file'")]
    [InlineData("partial class Gesture(int size) { int Size => size; }", "has a primary constructor, which the generated constructors cannot call; write it as an ordinary constructor")]
    [InlineData("partial record Gesture(int Size);", "has a primary constructor, which the generated constructors cannot call; write it as an ordinary constructor")]
    public void A_class_of_an_unsupported_sort(string declaration, string reason) => Problem.Expect(
        TestProject.Of($"[{Attribute}] {declaration}"),
        new Problem("ERNN003", Attribute, $"'Gesture' cannot be completed by generated code because it {reason}"));

    [Theory]
    [InlineData("Gesture(int rate,  string name = \"\") { }", "", "Gesture(int rate, string name = \"\")", "this(weights)")]
    [InlineData("Gesture(int rate) : base() { }", ", Model = \"gesture\"", "Gesture(int rate)", "this()")]
    [InlineData("Gesture() { }", ", Model = \"gesture\"", "Gesture()", "this(PackedWeights.Embedded)")]
    public void A_constructor_that_leaves_an_instance_without_weights(string constructor, string model, string shown, string call)
    {
        string attribute = Attribute.Replace(")", model + ")");
        Problem.Expect(
            TestProject.Of($"[{attribute}] partial class Gesture {{ Gesture(int a, int b) : this(a, b, 0) {{ }} public {constructor} Gesture(int a, int b, int c) : this(null!) {{ }} }}")
                .WithModel("gesture", TestModels.Gru(3, 4)),
            new Problem("ERNN003", attribute,
                $"'Gesture' cannot be completed by generated code because it has a constructor, {shown}, that calls no generated one, so that an instance would have no weights; write ': {call}' behind its parameters"));
    }

    [Fact]
    public void A_class_within_a_file_local_type() => Problem.Expect(
        TestProject.Of($"file partial class Outer {{ [{Attribute}] public partial class Gesture {{ }} }}"),
        new Problem("ERNN003", Attribute, "'Gesture' cannot be completed by generated code because it is local to its file, and generated code stands in another; remove 'file'"));

    [Fact]
    public void Two_cell_attributes() => Problem.Expect(
        TestProject.Of($"[{Attribute}, LstmCell(InputSize = 3, HiddenSize = 4)] partial class Gesture {{ }}"),
        new Problem("ERNN004", "LstmCell(InputSize = 3, HiddenSize = 4)", "'Gesture' already has [GruCell]: remove it or this [LstmCell], or make classes of different names"));

    [Fact]
    public void Three_cell_attributes_in_two_parts() => Problem.Expect(
        TestProject.Of($"[{Attribute}] partial class Gesture {{ }} [LstmCell(InputSize = 3), RnnCell] partial class Gesture {{ }}"),
        new Problem("ERNN004", "LstmCell(InputSize = 3)", "'Gesture' already has [GruCell]: remove it or this [LstmCell], or make classes of different names"),
        new Problem("ERNN004", "RnnCell", "'Gesture' already has [GruCell]: remove it or this [RnnCell], or make classes of different names"));

    [Fact]
    public void The_same_attribute_on_both_parts_is_reported_and_emits_nothing()
    {
        GeneratorRun run = GeneratorRun.Pipeline(TestProject.Of($"[{Attribute}] partial class Gesture {{ }} [{Attribute}] partial class Gesture {{ }}"));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Every_problem_of_a_class_is_told_at_once() => Problem.Expect(
        TestProject.Of($"class Outer {{ [{Attribute}] static class Gesture {{ }} }}"),
        new Problem("ERNN001", Attribute, "'Gesture' must be partial to be completed by generated code: write 'partial class Gesture'"),
        new Problem("ERNN002", Attribute, "'Outer', which contains 'Gesture', must be partial: add 'partial' to the declaration of 'Outer'"),
        new Problem("ERNN003", Attribute, "'Gesture' cannot be completed by generated code because it is static; remove 'static': each instance keeps a state of its own"));

    [Fact]
    public void A_framework_without_512_bit_vectors() => Problem.Expect(
        OwnAttributes with { References = [OldFramework.Reference] },
        new Problem("ERNN013", Attribute,
            "The project cannot compile the code generated for 'Gesture': its target framework is too old: set TargetFramework to net8.0 or later"));

    [Fact]
    public void A_language_that_is_too_old() => Problem.Expect(
        TestProject.Of($"[{Attribute}] public partial class Gesture {{ }}") with { Language = LanguageVersion.CSharp11 },
        new Problem("ERNN013", Attribute, "The project cannot compile the code generated for 'Gesture': its language is C# 11.0: remove LangVersion, or set it to 12.0 or later"));

    [Fact]
    public void A_project_without_the_runtime() => Problem.Expect(
        OwnAttributes.Without("EmbeddedRnn").Without("EmbeddedRnn.Model"),
        new Problem("ERNN013", Attribute,
            "The project cannot compile the code generated for 'Gesture': it lacks the EmbeddedRnn runtime: reference the package EmbeddedRnn"));

    [Fact]
    public void An_argument_that_does_not_compile_is_the_compilers_to_report() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = Nowhere, HiddenSize = 4, Reset = ResetPosition.After)] public partial class Gesture { }"));

    [Fact]
    public void A_failure_of_the_generator_is_one_message_that_names_the_class()
    {
        TestProject project = TestProject.Of($"[{Attribute}] public partial class Gesture {{ }} [{Attribute}] public partial class Sound {{ }}");
        GeneratorRun run = GeneratorRun.Of(project, new ClassGenerator((target, model, weights, options) => target.Name == "Sound"
            ? throw new System.InvalidOperationException("no\nway") : DeclarationCompiler.Compile(target, model, weights, options)));
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal("ERNN014", diagnostic.Id);
        Assert.Equal("The generator failed for 'Sound', which is a defect of EmbeddedRnn; please report it with the class and its model: InvalidOperationException: no way", diagnostic.GetMessage());
        Assert.Equal(Attribute.Length, diagnostic.Location.SourceSpan.Length);
        Assert.Equal(["Gesture.g.cs"], run.Files.Keys);
    }
}
