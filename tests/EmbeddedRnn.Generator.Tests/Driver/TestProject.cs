using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>A project as the generator sees it: sources, models, properties. Each With gives a changed copy.</summary>
internal sealed record TestProject
{
    /// <summary>The file that a test changes to show that nothing depends on it.</summary>
    public const string UnrelatedPath = "Unrelated.cs";

    public ImmutableArray<(string Path, string Text)> Sources { get; init; } = [(UnrelatedPath, "internal static class Unrelated { }")];

    public ImmutableArray<TestModel> Models { get; init; } = [];

    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public ImmutableArray<MetadataReference> References { get; init; } = TestReferences.All;

    /// <summary>A project of one file that uses EmbeddedRnn.</summary>
    public static TestProject Of(string source) => new TestProject().WithSource("Cells.cs", source);

    /// <summary>Adds or replaces a file, which gets the using directive that every user writes.</summary>
    public TestProject WithSource(string path, string text) => this with
    {
        Sources = Sources.RemoveAll(s => s.Path == path).Add((path, "using EmbeddedRnn;\n" + text)),
    };

    /// <summary>Adds a model as the build's target does, or replaces the one of that name.</summary>
    public TestProject WithModel(string name, Model model, string? source = null, bool binary = false) =>
        WithModel(TestModel.Item(name, source ?? $"models/{name}.onnx", binary ? TestModels.Binary(model) : ModelText.Write(model)));

    public TestProject WithModel(TestModel model) => this with { Models = Models.RemoveAll(m => m.Path == model.Path).Add(model) };

    public TestProject WithProperty(string name, string value) => this with { Properties = Properties.SetItem("build_property." + name, value) };

    public TestProject Without(string assembly) => this with
    {
        References = References.RemoveAll(r => System.IO.Path.GetFileNameWithoutExtension(r.Display) == assembly),
    };

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    public CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Project",
        Sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, ParseOptions, s.Path)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Nullable));

    public TestOptions Options() => new(Properties, Models);
}
