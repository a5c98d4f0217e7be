using System;
using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What can be wrong with a class that is a whole network.</summary>
public class NetworkDiagnosticsTests
{
    private const string Attribute = "RecurrentModel(\"net\")";

    private static TestProject Net => Of(Attribute);

    [Fact]
    public void A_class_that_is_not_partial_in_a_type_that_is_not() => Problem.Expect(
        TestProject.Of($"class Outer {{ [{Attribute}] static class Net {{ }} }}").WithModel("net", TestNetworks.Classifier()),
        new Problem("ERNN001", Attribute, "'Net' must be partial to be completed by generated code: write 'partial class Net'"),
        new Problem("ERNN002", Attribute, "'Outer', which contains 'Net', must be partial: add 'partial' to the declaration of 'Outer'"),
        new Problem("ERNN003", Attribute, "'Net' cannot be completed by generated code because it is static; remove 'static': each instance keeps a state of its own"));

    [Fact]
    public void A_cell_and_a_network() => Problem.Expect(
        Of("LstmCell(InputSize = 3, HiddenSize = 4), " + Attribute),
        new Problem("ERNN004", Attribute, "'Net' already has [LstmCell]: remove it or this [RecurrentModel], or make classes of different names"));

    [Fact]
    public void A_network_and_a_cell_on_two_parts() => Problem.Expect(
        TestProject.Of($"[{Attribute}] partial class Net {{ }} [GruCell(InputSize = 3)] partial class Net {{ }}").WithModel("net", TestNetworks.Classifier()),
        new Problem("ERNN004", "GruCell(InputSize = 3)", "'Net' already has [RecurrentModel]: remove it or this [GruCell], or make classes of different names"));

    [Fact]
    public void A_cell_over_the_limit_anywhere_in_the_network() => Problem.Expect(
        Net.WithModel("net", new Model("net", TestModels.Lstm(2, 3).Layers[0], new ResidualLayer(TestModels.Gru(3, 3).Layers[0], TestModels.Lstm(3, 1025, projection: 3).Layers[0]))),
        new Problem("ERNN006", "\"net\"", "HiddenSize of layer 2.2 is 1025, but must be from 1 to 1024"));

    [Fact]
    public void An_activation_that_neither_file_nor_attribute_states() => Problem.Expect(
        Net.WithModel("net", TestNetworks.Plain(activation: null)),
        new Problem("ERNN007", Attribute, "'Net' needs Activation, which no model file states here: write Activation = Activation.Tanh or Activation.Relu"));

    [Fact]
    public void An_activation_that_is_none() => Problem.Expect(
        Of("RecurrentModel(\"net\", Activation = (Activation)7)").WithModel("net", TestNetworks.Plain(activation: null)),
        new Problem("ERNN007", "Activation = (Activation)7", "'Net' needs Activation, which no model file states here: write Activation = Activation.Tanh or Activation.Relu"));

    [Fact]
    public void No_such_model() => Problem.Expect(
        Net.WithModel("walk", TestNetworks.Classifier()),
        new Problem("ERNN008", "\"net\"", "Model 'net' is not among the project's models: it has 'walk' (models/walk.onnx)"));

    [Fact]
    public void Two_models_of_one_file_name() => Problem.Expect(
        Of("RecurrentModel(model: \"net.onnx\")").WithModel("left", TestNetworks.Classifier(), "a/net.onnx").WithModel("right", TestNetworks.Classifier(), "b/net.onnx"),
        new Problem("ERNN009", "model: \"net.onnx\"",
            "Model 'net.onnx' can mean any of 'left' (a/net.onnx), 'right' (b/net.onnx): write the path as the project file does, or give the items a Name of their own"));

    [Fact]
    public void Damaged_text()
    {
        string text = ModelText.Write(TestNetworks.Classifier());
        foreach (string damaged in new[] { "", text[..200], text[..^5], text.Replace("3f000000", "3f000001") })
        {
            GeneratorRun run = GeneratorRun.Pipeline(Net.WithModel(TestModel.Item("net", "net.onnx", damaged)));
            Assert.Equal("ERNN010", Assert.Single(run.Result.Diagnostics).Id);
            Assert.DoesNotContain(run.Files.Keys, name => name.EndsWith("Weights.g.cs", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_activation_that_the_model_states_otherwise() => Problem.Expect(
        Of("RecurrentModel(\"net\", Activation = Activation.Relu)").WithModel("net", TestNetworks.Plain(Activation.Tanh)),
        new Problem("ERNN011", "Activation = Activation.Relu",
            "Activation is Activation.Relu here, but Activation.Tanh in model 'net': correct the attribute, or name another model"));

    [Fact]
    public void An_activation_without_a_layer_for_it() => Problem.Expect(
        Of("RecurrentModel(\"net\", Activation = Activation.Relu)").WithModel("net", TestNetworks.Classifier()),
        new Problem("ERNN011", "Activation = Activation.Relu",
            "Activation is Activation.Relu here, but no plain RNN layer in model 'net': correct the attribute, or name another model"));

    [Fact]
    public void An_activation_that_the_model_states_too() => Problem.Expect(
        Of("RecurrentModel(\"net\", Activation = Activation.Relu)").WithModel("net", TestNetworks.Plain(Activation.Relu)));

    [Fact]
    public void A_language_that_is_too_old() => Problem.Expect(
        Net.WithModel("net", TestNetworks.Classifier()) with { Language = LanguageVersion.CSharp11 },
        new Problem("ERNN013", Attribute, "The project cannot compile the code generated for 'Net': its language is C# 11.0: remove LangVersion, or set it to 12.0 or later"));

    [Fact]
    public void A_failure_of_the_generator_names_the_class()
    {
        GeneratorRun run = GeneratorRun.Of(
            Net.WithModel("net", TestNetworks.Classifier()), new ClassGenerator((_, _, _, _) => throw new System.InvalidOperationException("no way")));
        Assert.Equal(
            "ERNN014 The generator failed for 'Net', which is a defect of EmbeddedRnn; please report it with the class and its model: InvalidOperationException: no way",
            run.Result.Diagnostics.Select(d => $"{d.Id} {d.GetMessage()}").Single());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("default")]
    public void No_model_is_named(string argument) => Problem.Expect(
        Of($"RecurrentModel({argument})").WithModel("net", TestNetworks.Classifier()),
        new Problem("ERNN015", argument,
            "'Net' names no model: write the path or name of one of the project's RecurrentModel items, as in [RecurrentModel(\"gesture.onnx\")]"));

    [Theory]
    [InlineData("RecurrentModel")]
    [InlineData("RecurrentModel()")]
    [InlineData("RecurrentModel(3)")]
    [InlineData("RecurrentModel(Nowhere)")]
    [InlineData("RecurrentModel(\"net\", InputSize = 3)")]
    [InlineData("RecurrentModel(\"net\", \"other\")")]
    public void Arguments_that_do_not_compile_are_the_compilers_to_report(string attribute)
    {
        GeneratorRun run = Problem.Expect(Of(attribute).WithModel("net", TestNetworks.Classifier()));
        Assert.Empty(run.Files);
        Assert.NotEmpty(run.Output.GetDiagnostics());
    }

    private static TestProject Of(string attributes) => TestProject.Of($"[{attributes}] partial class Net {{ }}");
}
