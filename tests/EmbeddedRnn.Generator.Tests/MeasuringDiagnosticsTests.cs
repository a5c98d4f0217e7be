using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Inputs to measure on that are none.</summary>
public class MeasuringDiagnosticsTests
{
    private const string Site = "MeasureOn = \"walk.csv\"";

    [Fact]
    public void A_file_that_the_project_lacks() =>
        Expect(Measured(), "the project has no such file; add <AdditionalFiles Include=\"walk.csv\" /> to it");

    [Fact]
    public void Two_files_of_the_name() => Expect(
        Measured().WithModel(TestModel.ByHand("/a/walk.csv", "0,0,0")).WithModel(TestModel.ByHand("/b/walk.csv", "0,0,0")),
        "it can mean any of '/a/walk.csv', '/b/walk.csv'; write more of the path");

    [Fact]
    public void Text_that_is_no_sequence() =>
        Expect(Measured().WithModel(TestModel.ByHand("/a/walk.csv", "x,y,z\n0,0,0\n")), "walk.csv, line 1, value 1: 'x' is not a number (decimal point, no header line)");

    [Fact]
    public void Another_number_of_inputs() =>
        Expect(Measured().WithModel(TestModel.ByHand("/a/walk.csv", "0,0\n")), "it has 2 values a step, but the model takes 3");

    [Fact]
    public void Float32_weights() => Expect(
        Project("Model = \"gesture\", ").WithModel(TestModel.ByHand("/a/walk.csv", "0,0,0\n")),
        "its weights are float32, and only those of an integer WeightFormat are measured");

    [Fact]
    public void A_class_without_weights() => Expect(
        Project("Reset = ResetPosition.After, WeightFormat = WeightFormat.Int8, ").WithModel(TestModel.ByHand("/a/walk.csv", "0,0,0\n")),
        "it has no weights of its own; embeddedrnn check measures those that are given at run time");

    private static TestProject Measured() => Project("Model = \"gesture\", WeightFormat = WeightFormat.Int8, ");

    private static TestProject Project(string arguments) =>
        TestProject.Of($"[GruCell(InputSize = 3, HiddenSize = 4, {arguments}{Site})] partial class Gesture {{ }}").WithModel("gesture", TestModels.Ranged(TestModels.Gru(3, 4)));

    private static void Expect(TestProject project, string reason) =>
        Problem.Expect(project, new Problem("ERNN029", Site, $"'Gesture' cannot be measured on 'walk.csv': {reason}"));
}
