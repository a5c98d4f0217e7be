using System.Linq;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>The measured error of integer weights in the head of the code, and when it is measured again.</summary>
public class MeasuringTests
{
    private const string Csv = "0.5,-0.5,1\n# a comment\n0,0.25,-1\n1,1,1\n";
    private const string Drawn = "[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", WeightFormat = WeightFormat.Int8)] partial class Gesture { }";
    private static readonly string Given = Drawn.Replace("Int8)", "Int8, MeasureOn = \"data/walk.csv\")");
    private static readonly Model Gru = TestModels.Ranged(TestModels.Gru(3, 4));

    [Fact]
    public void Without_inputs_it_is_measured_on_drawn_ones()
    {
        GeneratorRun run = GeneratorRun.Of(Project(Drawn));
        Measurement measured = Measurement.Of(Gru, WeightFormat.Int8, ActivationPrecision.Exact, MeasuringInputs.Drawn(Gru));
        Assert.Equal(1000, measured.Steps);
        Assert.StartsWith("Error against float32 weights over 1000 steps drawn evenly from the ranges of the inputs: ", measured.ToString());
        Assert.Contains($"// The matrices of its recurrent cells are Int8, with one scale a row. {measured}\n", run.Files["Gesture.g.cs"]);
        Assert.InRange(measured.Largest, 1e-4, 1e-2);
        Assert.InRange(measured.AtEnd, 0, measured.Largest);
    }

    [Fact]
    public void Named_inputs_are_found_by_the_end_of_their_path()
    {
        GeneratorRun run = GeneratorRun.Of(Project(Given).WithModel(TestModel.ByHand("C:\\p\\Data\\Walk.csv", Csv)).WithModel(TestModel.ByHand("/other/walk.csv", "not read")));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Contains("Error against float32 weights over 3 steps of Walk.csv: ", run.Files["Gesture.g.cs"]);
    }

    [Fact]
    public void The_gates_and_the_activations_of_the_class_are_measured()
    {
        string Head(string more)
        {
            string file = GeneratorRun.Of(Project(Drawn.Replace("Int8)", $"Int8{more})"))).Files["Gesture.g.cs"];
            return file.Substring(file.IndexOf("Error against", System.StringComparison.Ordinal), 150);
        }

        Assert.NotEqual(Head(""), Head(", Gates = Gate.HardSigmoid02"));
        Assert.Equal(Head(""), Head(", CountSaturated = true"));
    }

    [Fact]
    public void Float32_is_not_measured() =>
        Assert.DoesNotContain("Error against", GeneratorRun.Of(Project(Drawn.Replace("Int8", "Float32"))).Files["Gesture.g.cs"]);

    [Fact]
    public void What_changes_no_number_measures_nothing_again()
    {
        TestProject project = Project(Given).WithModel(TestModel.ByHand("/p/data/walk.csv", Csv));
        GeneratorRun run = GeneratorRun.Pipeline(project);
        Assert.Equal([IncrementalStepRunReason.New], run.Reasons(Steps.Measured));
        foreach (TestProject changed in new[]
        {
            project.WithSource(TestProject.UnrelatedPath, "class Unrelated { int Changed() => 2; }"),
            project.WithSource("Cells.cs", "\n// Moved.\n" + Given),
            project.WithSource("Cells.cs", Given.Replace("class Gesture", "class Other")),
            project.WithSource("Cells.cs", Given.Replace("Int8,", "Int8, CountSaturated = true,")),
            project.WithModel("another", TestModels.Gru(1, 2)),
            project.WithModel(TestModel.ByHand("/p/data/run.csv", Csv)),
        })
        {
            Assert.All(run.Then(changed).Reasons(Steps.Measured), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        }
    }

    [Fact]
    public void Other_inputs_weights_or_formats_are_measured_again()
    {
        TestProject project = Project(Given).WithModel(TestModel.ByHand("/p/data/walk.csv", Csv));
        GeneratorRun run = GeneratorRun.Of(project);
        foreach (TestProject changed in new[]
        {
            project.WithModel(TestModel.ByHand("/p/data/walk.csv", Csv + "0,0,0\n")),
            project.WithModel("gesture", TestModels.Ranged(TestModels.Gru(3, 4, first: 0.75f))),
            project.WithSource("Cells.cs", Given.Replace("Int8", "Int16")),
        })
        {
            GeneratorRun after = run.Then(changed);
            Assert.Equal([IncrementalStepRunReason.Modified], after.Reasons(Steps.Measured));
            Assert.Equal([IncrementalStepRunReason.Modified], after.Reasons(Steps.Emitted));
        }
    }

    [Fact]
    public void A_class_of_its_own_measures_no_other_again()
    {
        TestProject project = Project(Drawn);
        GeneratorRun after = GeneratorRun.Pipeline(project).Then(project.WithSource("More.cs", Drawn.Replace("class Gesture", "class More").Replace("Int8", "Int16")));
        Assert.Equal(1, after.Reasons(Steps.Measured).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(1, after.Reasons(Steps.Measured).Count(reason => reason == IncrementalStepRunReason.New));
        Assert.Equal(1, after.Reasons(Steps.Emitted).Count(GeneratorRun.IsOld));
    }

    private static TestProject Project(string source) => TestProject.Of(source).WithModel("gesture", Gru);
}
