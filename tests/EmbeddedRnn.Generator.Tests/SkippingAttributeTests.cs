using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What attributes say of the work behind closed gates.</summary>
public class SkippingAttributeTests
{
    [Theory]
    [InlineData(64, "", false)]
    [InlineData(128, "", true)]
    [InlineData(8, ", Skipping = Skipping.Always", true)]
    [InlineData(128, ", Skipping = Skipping.Never", false)]
    public void Rows_of_kept_units(int units, string skipping, bool leftOut) =>
        Assert.Equal(leftOut, Emits($"[GruCell(Reset = ResetPosition.After, InputSize = 3, HiddenSize = {units}, Gates = Gate.HardSigmoid02{skipping})]").Contains("LiveRowsVector256("));

    [Theory]
    [InlineData("Gates = Gate.Step", true)]
    [InlineData("Gates = Gate.Step, Skipping = Skipping.Never", false)]
    [InlineData("InputGate = Gate.Step", false)]
    public void Columns_of_zeros(string arguments, bool leftOut) =>
        Assert.Equal(leftOut, Emits($"[LstmCell(InputSize = 3, HiddenSize = 64, {arguments})]").Contains("StepLiveVector256("));

    [Theory]
    [InlineData("", false)]
    [InlineData(", CountMacs = true", true)]
    public void Counters(string arguments, bool counts) =>
        Assert.Equal(counts, Emits($"[LstmCell(InputSize = 3, HiddenSize = 64, Gates = Gate.Step{arguments})]").Contains("public long MacsSkipped"));

    private static string Emits(string attribute)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{attribute} partial class Gesture {{ }}"));
        Assert.Empty(run.Result.Diagnostics);
        return string.Concat(run.Result.GeneratedSources.Select(s => s.SourceText.ToString()));
    }
}
