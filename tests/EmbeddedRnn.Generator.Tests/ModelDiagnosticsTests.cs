using System;
using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What is wrong with the model that the attribute names, or between the two.</summary>
public class ModelDiagnosticsTests
{
    private const string Cell = "GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\")";

    private static TestProject Gesture => TestProject.Of($"[{Cell}] partial class Gesture {{ }}");

    private static TestProject Lstm(string arguments, Model model) =>
        TestProject.Of($"[LstmCell(InputSize = 3, HiddenSize = 4, Model = \"long\", {arguments})] partial class Sound {{ }}").WithModel("long", model);

    [Fact]
    public void No_models_at_all() => Problem.Expect(Gesture, new Problem("ERNN008", "Model = \"gesture\"",
        "Model 'gesture' is not among the project's models: it has none; add <ItemGroup><RecurrentModel Include=\"gesture\" /></ItemGroup> to the project file"));

    [Fact]
    public void Other_models_only() => Problem.Expect(
        Gesture.WithModel("walk", TestModels.Gru(3, 4)).WithModel("sound", TestModels.Gru(3, 4), "m\\sound.onnx"),
        new Problem("ERNN008", "Model = \"gesture\"",
            "Model 'gesture' is not among the project's models: it has 'sound' (m\\sound.onnx), 'walk' (models/walk.onnx)"));

    [Fact]
    public void A_missing_model_does_not_hide_a_missing_size() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 3, Model = \"gesture\")] partial class Gesture { }").WithModel("walk", TestModels.Gru(3, 4)),
        new Problem("ERNN005", "GruCell(InputSize = 3, Model = \"gesture\")", "'Gesture' needs HiddenSize: write HiddenSize = a number from 1 to 1024"),
        new Problem("ERNN008", "Model = \"gesture\"", "Model 'gesture' is not among the project's models: it has 'walk' (models/walk.onnx)"));

    [Fact]
    public void Two_models_of_one_file_name() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture.onnx\")] partial class Gesture { }")
            .WithModel("left", TestModels.Gru(3, 4), "a/gesture.onnx").WithModel("right", TestModels.Gru(3, 4), "b/gesture.onnx"),
        new Problem("ERNN009", "Model = \"gesture.onnx\"",
            "Model 'gesture.onnx' can mean any of 'left' (a/gesture.onnx), 'right' (b/gesture.onnx): write the path as the project file does, or give the items a Name of their own"));

    [Fact]
    public void Damaged_text_is_shown_in_the_text_too()
    {
        string text = ModelText.Write(TestModels.Gru(3, 4)).Replace("reset after", "reset sometimes");
        GeneratorRun run = Problem.Expect(
            Gesture.WithModel(TestModel.Item("gesture", "gesture.onnx", text)),
            new Problem("ERNN010", "Model = \"gesture\"", "The text of model 'gesture' cannot be read, so convert the model again: line 8: 'reset' must be after or before."));
        Location elsewhere = Assert.Single(Assert.Single(run.Result.Diagnostics).AdditionalLocations);
        Assert.Equal("obj/EmbeddedRnn/gesture.rnn.txt", elsewhere.GetLineSpan().Path);
        Assert.Equal(7, elsewhere.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("reset sometimes", text.Substring(elsewhere.SourceSpan.Start, elsewhere.SourceSpan.Length));
    }

    [Fact]
    public void Truncated_and_empty_texts()
    {
        string text = ModelText.Write(TestModels.Gru(3, 4));
        foreach (string damaged in new[] { "", text[..100], text[..^5], text.Replace("3f000000", "3f000001") })
        {
            GeneratorRun run = GeneratorRun.Pipeline(Gesture.WithModel(TestModel.Item("gesture", "gesture.onnx", damaged)));
            Assert.Equal("ERNN010", Assert.Single(run.Result.Diagnostics).Id);
            Assert.DoesNotContain(run.Files.Keys, name => name.EndsWith("Weights.g.cs", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_size_that_disagrees_is_a_message_of_its_own() => Problem.Expect(
        Gesture.WithModel("gesture", TestModels.Gru(7, 16)),
        new Problem("ERNN011", "HiddenSize = 4", "HiddenSize is 4 here, but 16 in model 'gesture': correct the attribute, or name another model"),
        new Problem("ERNN011", "InputSize = 3", "InputSize is 3 here, but 7 in model 'gesture': correct the attribute, or name another model"));

    [Theory]
    [InlineData("Bias = true", false, "Bias is true here, but false in model 'gesture': correct the attribute, or name another model")]
    [InlineData("Bias = false", true, "Bias is false here, but true in model 'gesture': correct the attribute, or name another model")]
    public void Biases_that_disagree(string argument, bool inModel, string message) => Problem.Expect(
        TestProject.Of($"[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", {argument})] partial class Gesture {{ }}")
            .WithModel("gesture", TestModels.Gru(3, 4, bias: inModel)),
        new Problem("ERNN011", argument, message));

    [Fact]
    public void A_model_without_biases_needs_no_word_about_them() =>
        Problem.Expect(Gesture.WithModel("gesture", TestModels.Gru(3, 4, bias: false)));

    [Fact]
    public void Reset_positions_that_disagree() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\", Reset = ResetPosition.Before)] partial class Gesture { }")
            .WithModel("gesture", TestModels.Gru(3, 4)),
        new Problem("ERNN011", "Reset = ResetPosition.Before",
            "Reset is ResetPosition.Before here, but ResetPosition.After in model 'gesture': correct the attribute, or name another model"));

    [Fact]
    public void Activations_that_disagree() => Problem.Expect(
        TestProject.Of("[RnnCell(InputSize = 3, HiddenSize = 4, Model = \"plain\", Activation = Activation.Relu)] partial class Gesture { }")
            .WithModel("plain", TestModels.Rnn(3, 4, Activation.Tanh)),
        new Problem("ERNN011", "Activation = Activation.Relu",
            "Activation is Activation.Relu here, but Activation.Tanh in model 'plain': correct the attribute, or name another model"));

    [Fact]
    public void An_activation_that_the_attribute_cannot_say() => Problem.Expect(
        TestProject.Of("[RnnCell(InputSize = 3, HiddenSize = 4, Model = \"sigmoid\", Activation = Activation.Tanh)] partial class Gesture { }")
            .WithModel("sigmoid", TestNetworks.Sigmoid()),
        new Problem("ERNN011", "Activation = Activation.Tanh",
            "Activation is Activation.Tanh here, but sigmoid in model 'sigmoid': correct the attribute, or name another model"));

    [Fact]
    public void Lstm_options_that_disagree()
    {
        const string End = " in model 'long': correct the attribute, or name another model";
        Problem.Expect(Lstm("Peepholes = true", TestModels.Lstm(3, 4)), new Problem("ERNN011", "Peepholes = true", "Peepholes is true here, but false" + End));
        Problem.Expect(Lstm("Peepholes = false", TestModels.Lstm(3, 4, peepholes: true)), new Problem("ERNN011", "Peepholes = false", "Peepholes is false here, but true" + End));
        Problem.Expect(Lstm("CoupledGate = true", TestModels.Lstm(3, 4)), new Problem("ERNN011", "CoupledGate = true", "CoupledGate is true here, but false" + End));
        Problem.Expect(Lstm("CoupledGate = false", TestModels.Lstm(3, 4, coupled: true)), new Problem("ERNN011", "CoupledGate = false", "CoupledGate is false here, but true" + End));
        Problem.Expect(Lstm("ProjectionSize = 2", TestModels.Lstm(3, 4)), new Problem("ERNN011", "ProjectionSize = 2", "ProjectionSize is 2 here, but no projection" + End));
        Problem.Expect(Lstm("ProjectionSize = 2", TestModels.Lstm(3, 4, projection: 3)), new Problem("ERNN011", "ProjectionSize = 2", "ProjectionSize is 2 here, but 3" + End));
    }

    [Fact]
    public void Another_kind_of_cell() => Problem.Expect(
        Gesture.WithModel("gesture", TestModels.Lstm(3, 4)),
        new Problem("ERNN012", "Model = \"gesture\"",
            "Model 'gesture' holds one LSTM, but the attribute asks for one GRU: use [LstmCell] on the class, or name another model"));

    [Fact]
    public void More_than_one_layer() => Problem.Expect(
        Gesture.WithModel("gesture", TestModels.TwoLayers()),
        new Problem("ERNN012", "Model = \"gesture\"",
            "Model 'gesture' holds 2 layers (GRU, GRU), but the attribute asks for one GRU: use [RecurrentModel(\"gesture\")] on the class for the whole network, or export one layer on its own"));

    [Fact]
    public void Other_activations_and_clipping_are_no_problem() => Problem.Expect(Gesture.WithModel("gesture", TestNetworks.Unusual()));

    [Fact]
    public void A_damaged_model_that_no_class_names_is_no_concern() => Problem.Expect(
        Gesture.WithModel("gesture", TestModels.Gru(3, 4)).WithModel(TestModel.Item("other", "other.onnx", "rubbish")));

    [Fact]
    public void A_wrong_class_emits_nothing_and_spares_the_others()
    {
        TestProject project = Gesture.WithModel("gesture", TestModels.Gru(3, 4)).WithSource("More.cs", "[LstmCell] partial class Wrong { }");
        Assert.Equal(["Gesture.g.cs"], GeneratorRun.Pipeline(project).Files.Keys.ToArray());
    }
}
