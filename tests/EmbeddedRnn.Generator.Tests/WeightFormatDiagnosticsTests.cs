using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Integer weights and fast activations as attributes state them.</summary>
public class WeightFormatDiagnosticsTests
{
    private const string Attribute = "[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", WeightFormat = WeightFormat.Int16, CountSaturated = true)]";

    [Fact]
    public void A_model_with_ranges_gets_integer_weights()
    {
        string code = Emits(Attribute, TestModels.Ranged(TestModels.Gru(3, 4)));
        Assert.Contains("RnnQuantisedMath.AddInt16(", code);
        Assert.Contains("public long SaturatedValues", code);
        Assert.Contains("matrices of its recurrent cells are Int16", code);
    }

    [Fact]
    public void A_network_gets_them_in_its_cells() =>
        Assert.Contains("RnnQuantisedMath.AddInt8(", Emits("[RecurrentModel(\"gesture\", WeightFormat = WeightFormat.Int8)]", TestModels.Ranged(TestModels.Gru(3, 4))));

    [Fact]
    public void A_class_without_a_model_gets_its_ranges_with_its_weights() =>
        Problem.Expect(TestProject.Of("[LstmCell(InputSize = 3, HiddenSize = 4, WeightFormat = WeightFormat.Int8)] partial class Gesture { }"));

    [Fact]
    public void A_model_without_ranges_is_a_problem() => Problem.Expect(
        TestProject.Of($"{Attribute} partial class Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4)),
        new Problem("ERNN018", "WeightFormat = WeightFormat.Int16",
            "WeightFormat.Int16 needs the range of the inputs of cell 1 (GRU (reset after), 3 inputs, 4 units), which model 'gesture' does not tell: "
            + "find it with 'embeddedrnn calibrate' and name the model that it writes, or keep WeightFormat.Float32"));

    [Fact]
    public void A_text_without_its_weights_is_a_problem()
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{Attribute} partial class Gesture {{ }}").WithModel("gesture", TestModels.Ranged(TestModels.Gru(3, 4)), binary: true));
        Assert.Contains("WeightFormat.Int16 needs the weights themselves, ", Assert.Single(run.Result.Diagnostics, d => d.Id == "ERNN018").GetMessage());
    }

    [Fact]
    public void A_model_that_is_not_there_yet_has_its_members()
    {
        TestProject project = TestProject.Of($"{Attribute} partial class Gesture {{ }} class Use {{ long Of() => new Gesture().SaturatedValues; }}").WithProperty("EmbeddedRnnModelNames", "gesture");
        GeneratorRun run = GeneratorRun.Of(project);
        Assert.Empty(run.Result.Diagnostics);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    [Fact]
    public void An_unbounded_state_is_a_problem()
    {
        var gru = (GruLayer)TestModels.Gru(3, 4).Layers[0];
        var relu = new Model("m", gru.With([ActivationFunction.Sigmoid, ActivationFunction.Sigmoid, ActivationFunction.Relu]));
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{Attribute} partial class Gesture {{ }}").WithModel("gesture", TestModels.Ranged(relu)));
        Assert.Contains(run.Result.Diagnostics, d => d.Id == "ERNN018" && d.GetMessage().Contains("the range of the hidden state of cell 1"));
    }

    [Fact]
    public void Fast_activations()
    {
        Assert.Contains("using RnnActivations = global::EmbeddedRnn.CompilerServices.FastActivations;", Emits("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", ActivationPrecision = ActivationPrecision.Fast)]", TestModels.Gru(3, 4)));
        Assert.DoesNotContain("FastActivations", Emits("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\")]", TestModels.Gru(3, 4)));
    }

    private static string Emits(string attribute, Model model)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{attribute} partial class Gesture {{ }}").WithModel("gesture", model));
        Assert.Empty(run.Result.Diagnostics);
        return string.Concat(run.Result.GeneratedSources.Select(s => s.SourceText.ToString()));
    }
}
