using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>The gates' functions that an attribute states.</summary>
public class GateDiagnosticsTests
{
    [Fact]
    public void A_family_for_all_gates_and_one_for_its_own() => Emits(
        "[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", Gates = Gate.HardSigmoid6, ResetGate = Gate.HardSigmoid02, Candidate = Candidate.HardTanh)]",
        TestModels.Gru(3, 4),
        "update hard sigmoid(0.16666667, 0.5), reset hard sigmoid(0.2, 0.5), candidate hard tanh");

    [Fact]
    public void A_network_has_them_in_all_its_cells() => Emits(
        "[RecurrentModel(\"gesture\", Gates = Gate.HardSigmoid025)]", TestModels.Gru(3, 4), "hard sigmoid(0.25, 0.5), tanh");

    [Fact]
    public void A_step_in_the_class_alone_is_a_warning()
    {
        string attribute = "GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", ResetGate = Gate.Step)";
        Problem.Expect(
            TestProject.Of($"[{attribute}] partial class Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4)),
            new Problem("ERNN016", attribute,
                "The reset gate (trained as sigmoid) of model 'gesture' is to be a step here: a model that was not trained with it loses 11 to 17 points of accuracy; "
                + "train it with step gates, or take a hard sigmoid"));
    }

    [Fact]
    public void A_step_in_the_model_is_none()
    {
        var gru = (GruLayer)TestModels.Gru(3, 4).Layers[0];
        var model = new Model("m", gru.With([ActivationFunction.Sigmoid, ActivationFunction.Step, ActivationFunction.Tanh]));
        Problem.Expect(TestProject.Of("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", ResetGate = Gate.Step)] partial class Gesture { }").WithModel("gesture", model));
        Emits("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\")]", model, "reset step");
    }

    [Fact]
    public void A_class_without_a_model_says_how_it_will_be_trained() => Problem.Expect(
        TestProject.Of("[LstmCell(InputSize = 3, HiddenSize = 4, InputGate = Gate.Step, OutputGate = Gate.Step)] partial class Gesture { }"));

    [Fact]
    public void A_gate_that_the_network_does_not_have() => Problem.Expect(
        TestProject.Of("[RecurrentModel(\"gesture\", OutputGate = Gate.HardSigmoid6)] partial class Gesture { }").WithModel("gesture", TestModels.Gru(3, 4)),
        new Problem("ERNN011", "OutputGate = Gate.HardSigmoid6",
            "OutputGate is stated here, but no gate of this name in model 'gesture': correct the attribute, or name another model"));

    private static void Emits(string attribute, Model model, string text)
    {
        GeneratorRun run = Problem.Expect(TestProject.Of($"{attribute} partial class Gesture {{ }}").WithModel("gesture", model));
        Assert.Contains(text, string.Concat(run.Result.GeneratedSources.Select(s => s.SourceText.ToString())));
    }
}
