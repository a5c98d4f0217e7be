using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What is made again after a change, told by the reasons of the pipeline's steps.</summary>
public class CachingTests
{
    private const string Two = """
        [GruCell(InputSize = 3, HiddenSize = 4, Model = "gesture")] partial class Gesture { }
        [GruCell(InputSize = 3, HiddenSize = 4, Model = "walk")] partial class Walk { }
        """;

    private static TestProject Project => TestProject.Of(Two)
        .WithModel("gesture", TestModels.Gru(3, 4)).WithModel("walk", TestModels.Gru(3, 4, first: 2f, name: "walk"));

    private const string Network = "[RecurrentModel(\"classifier\")] partial class Classifier { }";

    private static TestProject WithNetwork => Project.WithSource("Network.cs", Network).WithModel("classifier", TestNetworks.Classifier());

    [Fact]
    public void The_first_run_makes_everything()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project);
        Assert.Equal(2, run.Files.Count);
        Assert.All(run.Reasons(Steps.Emitted), reason => Assert.Equal(IncrementalStepRunReason.New, reason));
    }

    [Fact]
    public void A_change_in_an_unrelated_file_makes_nothing()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project).Then(Project.WithSource(TestProject.UnrelatedPath, "class Unrelated { int Changed() => 2; }"));
        Assert.All(run.Reasons(Steps.Emitted), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(run.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        run.AssertNothingNew(StepNames.All);
    }

    [Fact]
    public void Moving_the_class_down_a_line_makes_nothing()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project).Then(Project.WithSource("Cells.cs", "\n// A line more.\n" + Two));
        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons(Steps.Parsed));
        run.AssertNothingNew(StepNames.Code);
        Assert.All(run.Reasons(Steps.Emitted), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(run.OutputReasons(), reason => Assert.True(GeneratorRun.IsOld(reason)));
    }

    [Fact]
    public void Moving_a_wrong_class_moves_its_diagnostic()
    {
        TestProject wrong = TestProject.Of("[LstmCell] partial class Wrong { }");
        GeneratorRun before = GeneratorRun.Pipeline(wrong);
        GeneratorRun after = before.Then(wrong.WithSource("Cells.cs", "\n[LstmCell] partial class Wrong { }"));
        Assert.Equal(1, before.Result.Diagnostics[0].Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(2, after.Result.Diagnostics[0].Location.GetLineSpan().StartLinePosition.Line);
        after.AssertNothingNew(StepNames.Code);
    }

    [Fact]
    public void A_changed_weight_makes_its_class_again_and_no_other()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project).Then(Project.WithModel("walk", TestModels.Gru(3, 4, first: 3f, name: "walk")));
        AssertOneModified(run, Steps.ModelContents);
        AssertOneModified(run, Steps.Requests);
        Assert.Equal(1, run.Reasons(Steps.Emitted).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(2, run.Reasons(Steps.Emitted).Count);
    }

    [Fact]
    public void A_changed_class_is_made_again_and_no_other()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project).Then(Project.WithSource("Cells.cs", Two.Replace("class Walk", "class Run")));
        Assert.Equal(1, run.Reasons(Steps.Emitted).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(1, run.Reasons(Steps.Emitted).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(["Gesture.g.cs", "Run.g.cs"], run.Files.Keys.Order());
    }

    [Fact]
    public void A_model_that_no_class_names_makes_nothing()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Project).Then(Project.WithModel("more", TestModels.Gru(1, 2)));
        Assert.All(run.Reasons(Steps.Emitted), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_moved_network_makes_nothing()
    {
        TestProject project = WithNetwork;
        GeneratorRun run = GeneratorRun.Pipeline(project).Then(project.WithSource("Network.cs", "\n// A line more.\n" + Network));
        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons(Steps.Parsed));
        run.AssertNothingNew(StepNames.Code);
        Assert.Equal(3, run.Reasons(Steps.Emitted).Count);
        Assert.All(run.Reasons(Steps.Emitted), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_network_makes_its_class_again_and_no_cell()
    {
        GeneratorRun run = GeneratorRun.Pipeline(WithNetwork).Then(WithNetwork.WithModel("classifier", TestNetworks.Classifier(first: 3f)));
        Assert.Single(run.Reasons(Steps.ModelContents), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Single(run.Reasons(Steps.Requests), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Equal(2, run.Reasons(Steps.Emitted).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_cell_that_changes_makes_no_network()
    {
        GeneratorRun run = GeneratorRun.Pipeline(WithNetwork).Then(WithNetwork.WithSource("Cells.cs", Two.Replace("class Walk", "class Run")));
        Assert.Single(run.Reasons(Steps.Emitted), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Equal(2, run.Reasons(Steps.Emitted).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_model_that_comes_heals_the_class()
    {
        TestProject without = TestProject.Of(Two.Split('\n')[0]);
        GeneratorRun before = GeneratorRun.Pipeline(without);
        Assert.Equal("ERNN008", Assert.Single(before.Result.Diagnostics).Id);
        GeneratorRun after = before.Then(without.WithModel("gesture", TestModels.Gru(3, 4)));
        Assert.Empty(after.Result.Diagnostics);
        Assert.Single(after.Files);
    }

    private static void AssertOneModified(GeneratorRun run, string step)
    {
        Assert.Equal(2, run.Reasons(step).Count);
        Assert.Single(run.Reasons(step), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Single(run.Reasons(step), reason => GeneratorRun.IsOld(reason));
    }
}
