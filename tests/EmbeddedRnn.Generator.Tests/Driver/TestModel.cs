using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>An additional file with the metadata that the build writes beside it; null where it writes none.</summary>
internal sealed record TestModel(string Path, string Text, string? Name, string? Source)
{
    /// <summary>As the build's target adds a RecurrentModel item.</summary>
    public static TestModel Item(string name, string source, string text) => new($"obj/EmbeddedRnn/{name}{ModelText.Extension}", text, name, source);

    /// <summary>As a user lists model text in the project file.</summary>
    public static TestModel ByHand(string path, string text) => new(path, text, null, null);
}

/// <summary>The additional file itself.</summary>
internal sealed class TestText(TestModel model) : AdditionalText
{
    private readonly SourceText text = SourceText.From(model.Text, Encoding.UTF8);

    public TestModel Model => model;

    public override string Path => model.Path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}

/// <summary>What the build tells through its generated editorconfig.</summary>
internal sealed class TestOptions(ImmutableDictionary<string, string> properties, ImmutableArray<TestModel> models) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions => new Values(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        TestModel model = models.Single(m => m.Path == textFile.Path);
        var values = ImmutableDictionary<string, string>.Empty;
        if (model.Name is not null) values = values.Add("build_metadata.AdditionalFiles.EmbeddedRnnName", model.Name);
        if (model.Source is not null) values = values.Add("build_metadata.AdditionalFiles.EmbeddedRnnSource", model.Source);
        return new Values(values);
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            values.WithComparers(StringComparer.OrdinalIgnoreCase).TryGetValue(key, out value);
    }
}
