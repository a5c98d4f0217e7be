using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>
/// A project and what the generator made of it. Every run is made twice, the second time with an unrelated file changed,
/// and the second must find everything cached: so each test is a test of caching too.
/// </summary>
internal sealed class GeneratorRun
{
    private readonly TestProject project;
    private readonly CSharpCompilation compilation;
    private readonly ImmutableArray<AdditionalText> texts;
    private readonly GeneratorDriver driver;

    private GeneratorRun(TestProject project, CSharpCompilation compilation, ImmutableArray<AdditionalText> texts, GeneratorDriver driver)
    {
        this.project = project;
        this.compilation = compilation;
        this.texts = texts;
        this.driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Output = (CSharpCompilation)output;
        Result = this.driver.GetRunResult().Results.Single();
        Assert.Null(Result.Exception);
    }

    public CSharpCompilation Output { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>Name and text of the generated files.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public static GeneratorRun Of(TestProject project) => Of(project, new ClassGenerator());

    /// <summary>Runs the pipeline with a compiler that is no more than a declaration, for tests of names and places.</summary>
    public static GeneratorRun Pipeline(TestProject project) => Of(project, new ClassGenerator(DeclarationCompiler.Compile));

    public static GeneratorRun Of(TestProject project, ClassGenerator generator)
    {
        ImmutableArray<AdditionalText> texts = [.. project.Models.Select(m => new TestText(m))];
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], texts, project.ParseOptions, project.Options(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var run = new GeneratorRun(project, project.Compilation(), texts, driver);
        run.AssertCachedAfterUnrelatedChange();
        return run;
    }

    /// <summary>Runs again, incrementally, after the project became another.</summary>
    public GeneratorRun Then(TestProject next)
    {
        CSharpCompilation changed = compilation;
        foreach ((string path, string text) in next.Sources.Except(project.Sources))
        {
            SyntaxTree? old = changed.SyntaxTrees.SingleOrDefault(t => t.FilePath == path);
            SyntaxTree tree = CSharpSyntaxTree.ParseText(text, next.ParseOptions, path);
            changed = old is null ? changed.AddSyntaxTrees(tree) : changed.ReplaceSyntaxTree(old, tree);
        }
        changed = changed.RemoveSyntaxTrees(changed.SyntaxTrees.Where(t => next.Sources.All(s => s.Path != t.FilePath)));
        ImmutableArray<AdditionalText> nextTexts = [.. next.Models.Select(m =>
            texts.OfType<TestText>().SingleOrDefault(t => t.Model == m) ?? new TestText(m))];
        return new GeneratorRun(next, changed, nextTexts, driver
            .ReplaceAdditionalTexts(nextTexts).WithUpdatedAnalyzerConfigOptions(next.Options()));
    }

    /// <summary>Why each output of a step was made or not made again.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> runs)
            ? [.. runs.SelectMany(r => r.Outputs).Select(o => o.Reason)] : [];

    /// <summary>Why each file or diagnostic was handed out again or not.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [.. Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(r => r.Outputs).Select(o => o.Reason)];

    public void AssertNothingNew(IEnumerable<string> steps)
    {
        foreach (string step in steps)
            Assert.All(Reasons(step), reason => Assert.True(IsOld(reason), $"step {step} was {reason}"));
    }

    public static bool IsOld(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private void AssertCachedAfterUnrelatedChange()
    {
        GeneratorRun again = Then(project.WithSource(TestProject.UnrelatedPath, "internal static class Unrelated { internal static int Changed => 1; }"));
        again.AssertNothingNew(again.Result.TrackedSteps.Keys.Intersect(StepNames.All));
        Assert.All(again.OutputReasons(), reason => Assert.True(IsOld(reason), $"an output was {reason}"));
        Assert.Equal(Files, again.Files);
        Assert.Equal(Result.Diagnostics.Select(d => d.ToString()), again.Result.Diagnostics.Select(d => d.ToString()));
    }
}
