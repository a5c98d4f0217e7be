using System;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>How a class finds its model, and where its weights come from.</summary>
public class ModelSourceTests
{
    [Theory]
    [InlineData("g1")]
    [InlineData("G1")]
    [InlineData("models/gesture.onnx")]
    [InlineData(@"models\gesture.onnx")]
    [InlineData("./Models/Gesture.ONNX")]
    [InlineData("gesture.onnx")]
    [InlineData("gesture")]
    public void A_model_is_found_by(string name)
    {
        foreach (string source in new[] { "models/gesture.onnx", @"models\gesture.onnx", "./models/gesture.onnx" })
            Assert.Contains("Inline", Generated(Named(name).WithModel("g1", TestModels.Gru(3, 4), source).WithModel("other", TestModels.Gru(9, 9))));
    }

    [Theory]
    [InlineData("g")]
    [InlineData("onnx")]
    [InlineData("")]
    [InlineData("other/gesture.onnx")]
    [InlineData("gesture.safetensors")]
    public void A_model_is_not_found_by(string name) =>
        Assert.Equal("ERNN008", Assert.Single(GeneratorRun.Pipeline(Named(name).WithModel("g1", TestModels.Gru(3, 4), "models/gesture.onnx")).Result.Diagnostics).Id);

    [Fact]
    public void An_items_name_comes_before_anothers_file_name() => Assert.Contains(
        "reset before",
        Generated(Named("gesture").WithModel("gesture", TestModels.Gru(3, 4, ResetPosition.Before), "b/gesture.onnx").WithModel("left", TestModels.Gru(3, 4), "a/gesture.onnx")));

    [Theory]
    [InlineData("obj/gesture.rnn.txt")]
    [InlineData(@"C:\models\gesture.RNN.TXT")]
    public void Model_text_listed_by_hand_is_named_by_its_file(string path)
    {
        var model = TestModel.ByHand(path, ModelText.Write(TestModels.Gru(3, 4)));
        Assert.Contains("Inline", Generated(Named("gesture").WithModel(model)));
        Assert.Contains("Inline", Generated(Named("gesture.rnn.txt").WithModel(model)));
    }

    [Fact]
    public void Other_additional_files_are_left_alone() =>
        Assert.Contains("Inline", Generated(Named("gesture").WithModel("gesture", TestModels.Gru(3, 4)).WithModel(TestModel.ByHand("notes.txt", "rubbish"))));

    [Fact]
    public void Binary_weights_come_from_the_resource_of_the_items_name() =>
        Assert.Contains("Resource EmbeddedRnn.hand signs.weights", Generated(Named("hand signs").WithModel("hand signs", TestModels.Gru(3, 4), binary: true)));

    [Fact]
    public void Without_a_model_the_weights_come_at_run_time() =>
        Assert.Contains("RunTime", Generated(TestProject.Of("[GruCell(InputSize = 3, HiddenSize = 4, Reset = ResetPosition.After)] partial class Cell { }")));

    [Fact]
    public void A_model_serves_several_classes()
    {
        GeneratorRun run = GeneratorRun.Pipeline(Named("gesture").WithSource("More.cs", "namespace More { [GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture.onnx\")] partial class Cell { } }")
            .WithModel("gesture", TestModels.Gru(3, 4)));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal(2, run.Files.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_attribute_fills_in_the_activation(bool binary)
    {
        TestProject project = TestProject.Of("[RnnCell(InputSize = 3, HiddenSize = 4, Model = \"plain\", Activation = Activation.Relu)] partial class Cell { }")
            .WithModel("plain", TestModels.Rnn(3, 4, activation: null), binary: binary);
        Assert.Contains("RNN (ReLU)", Generated(project));
    }

    [Theory]
    [InlineData("gesture")]
    [InlineData("models/gesture.onnx")]
    [InlineData("gesture.onnx")]
    public void A_model_whose_text_is_not_there_yet_is_no_error(string name)
    {
        TestProject project = Named(name).WithProperty("EmbeddedRnnModelNames", "walk|gesture").WithModel("walk", TestModels.Gru(1, 1));
        Assert.Contains("3 inputs, 4 units", Generated(project));
    }

    [Fact]
    public void While_a_text_is_not_there_a_path_may_mean_its_item() =>
        Assert.Contains("3 inputs, 4 units", Generated(Named("models/gesture.onnx").WithProperty("EmbeddedRnnModelNames", "g1")));

    [Fact]
    public void With_all_texts_there_a_wrong_name_is_told()
    {
        TestProject project = Named("gesture").WithModel("walk", TestModels.Gru(3, 4)).WithProperty("EmbeddedRnnModelNames", "walk");
        Assert.Equal("ERNN008", Assert.Single(GeneratorRun.Pipeline(project).Result.Diagnostics).Id);
    }

    [Fact]
    public void Names_and_paths_travel_percent_encoded()
    {
        string text = ModelText.Write(TestModels.Gru(3, 4));
        var model = new TestModel("obj/model.rnn.txt", text, "a%3Bb%7Cc%20%23%C3%A9", "models%2Ff%23.onnx");
        foreach (string name in new[] { "a;b|c #\u00e9", "models/f#.onnx", "f#" })
            Assert.Contains("Inline", Generated(Named(name).WithModel(model).WithProperty("EmbeddedRnnModelNames", "a%3Bb%7Cc%20%23%C3%A9")));
        Assert.Contains("Resource EmbeddedRnn.a;b|c #\u00e9.weights", Generated(Named("f").WithProperty("EmbeddedRnnModelNames", "a%3Bb%7Cc%20%23%C3%A9")));
    }

    [Fact]
    public void A_waiting_class_still_needs_its_sizes()
    {
        TestProject project = TestProject.Of("[GruCell(InputSize = 3, Model = \"gesture\")] partial class Cell { }").WithProperty("EmbeddedRnnModelNames", "gesture");
        Assert.Equal("ERNN005", Assert.Single(GeneratorRun.Pipeline(project).Result.Diagnostics).Id);
    }

    private static TestProject Named(string model) =>
        TestProject.Of($"[GruCell(InputSize = 3, HiddenSize = 4, Model = @\"{model}\")] partial class Cell {{ }}");

    private static string Generated(TestProject project)
    {
        GeneratorRun run = GeneratorRun.Pipeline(project);
        Assert.Empty(run.Result.Diagnostics);
        return run.Files["Cell.g.cs"];
    }
}
