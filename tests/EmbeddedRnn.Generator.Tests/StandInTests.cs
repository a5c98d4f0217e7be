using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>A class whose attribute or model is wrong still has its members, so that the problem is the only error.</summary>
public class StandInTests
{
    private const string Use = " static class Program { static void Main() { var cell = new Gesture(); cell.Step(new float[3], new float[4]); cell.State = cell.State; } }";

    [Theory]
    [InlineData("HiddenSize = 5, Model = \"gesture\"", "ERNN011")]
    [InlineData("HiddenSize = 4, Model = \"gestures\"", "ERNN008")]
    public void A_problem_of_a_cell_stands_alone(string arguments, string id)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"[GruCell(InputSize = 3, {arguments})] partial class Gesture {{ }}{Use}").WithModel("gesture", TestModels.Gru(3, 4)));
        AssertAlone(id, run);
    }

    [Fact]
    public void A_problem_of_a_network_stands_alone() => AssertAlone("ERNN008", GeneratorRun.Of(
        TestProject.Of($"[RecurrentModel(\"nowhere\")] partial class Gesture {{ }}{Use}").WithModel("net", TestNetworks.Classifier())));

    [Fact]
    public void Where_the_sizes_are_wrong_there_is_nothing_to_stand_in() =>
        Assert.Empty(GeneratorRun.Pipeline(TestProject.Of("[GruCell(InputSize = 0, HiddenSize = 4, Model = \"gesture\")] partial class Gesture { }")).Files);

    private static void AssertAlone(string id, GeneratorRun run)
    {
        Assert.Equal(id, Assert.Single(run.Result.Diagnostics).Id);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }
}
