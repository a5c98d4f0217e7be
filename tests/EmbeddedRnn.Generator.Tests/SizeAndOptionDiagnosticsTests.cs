using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What the attribute leaves out or states wrongly by itself.</summary>
public class SizeAndOptionDiagnosticsTests
{
    [Fact]
    public void Both_sizes_are_missing() => Problem.Expect(
        TestProject.Of("[LstmCell] partial class Gesture { }"),
        new Problem("ERNN005", "LstmCell", "'Gesture' needs InputSize: write InputSize = a number from 1 to 1024"),
        new Problem("ERNN005", "LstmCell", "'Gesture' needs HiddenSize: write HiddenSize = a number from 1 to 1024"));

    [Fact]
    public void A_missing_size_that_the_model_knows() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 3, Model = \"gesture\")] partial class Gesture { }").WithModel("gesture", TestModels.Gru(3, 16)),
        new Problem("ERNN005", "GruCell(InputSize = 3, Model = \"gesture\")", "'Gesture' needs HiddenSize: the model has 16, so write HiddenSize = 16"));

    [Theory]
    [InlineData("InputSize = 0", "InputSize is 0, but must be from 1 to 1024")]
    [InlineData("InputSize = -3", "InputSize is -3, but must be from 1 to 1024")]
    [InlineData("InputSize = 1025", "InputSize is 1025, but must be from 1 to 1024")]
    [InlineData("InputSize = int.MaxValue", "InputSize is 2147483647, but must be from 1 to 1024")]
    public void An_input_size_out_of_range(string argument, string message) => Problem.Expect(
        TestProject.Of($"[LstmCell({argument}, HiddenSize = 4)] partial class Gesture {{ }}"),
        new Problem("ERNN006", argument, message));

    [Theory]
    [InlineData("HiddenSize = 0", "HiddenSize is 0, but must be from 1 to 1024")]
    [InlineData("HiddenSize = -1", "HiddenSize is -1, but must be from 1 to 1024")]
    [InlineData("HiddenSize = 4096", "HiddenSize is 4096, but must be from 1 to 1024")]
    public void A_hidden_size_out_of_range(string argument, string message) => Problem.Expect(
        TestProject.Of($"[LstmCell(InputSize = 2, {argument})] partial class Gesture {{ }}"),
        new Problem("ERNN006", argument, message));

    [Theory]
    [InlineData("ProjectionSize = 0", "ProjectionSize is 0, but must be from 1 to 1024")]
    [InlineData("ProjectionSize = 2000", "ProjectionSize is 2000, but must be from 1 to 1024")]
    public void A_projection_size_out_of_range(string argument, string message) => Problem.Expect(
        TestProject.Of($"[LstmCell(InputSize = 2, HiddenSize = 4, {argument})] partial class Gesture {{ }}"),
        new Problem("ERNN006", argument, message));

    [Fact]
    public void The_largest_sizes_are_allowed() => Problem.Expect(
        TestProject.Of("[LstmCell(InputSize = 1024, HiddenSize = 1024, ProjectionSize = 1024)] partial class Gesture { }"));

    [Fact]
    public void A_reset_position_that_nobody_states() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 2, HiddenSize = 4)] partial class Gesture { }"),
        new Problem("ERNN007", "GruCell(InputSize = 2, HiddenSize = 4)",
            "'Gesture' needs Reset, which no model file states here: write Reset = ResetPosition.After or ResetPosition.Before"));

    [Fact]
    public void A_reset_position_that_is_none() => Problem.Expect(
        TestProject.Of("[GruCell(InputSize = 2, HiddenSize = 4, Reset = (ResetPosition)7)] partial class Gesture { }"),
        new Problem("ERNN007", "Reset = (ResetPosition)7",
            "'Gesture' needs Reset, which no model file states here: write Reset = ResetPosition.After or ResetPosition.Before"));

    [Fact]
    public void An_activation_that_neither_file_nor_attribute_states() => Problem.Expect(
        TestProject.Of("[RnnCell(InputSize = 2, HiddenSize = 4, Model = \"plain\")] partial class Gesture { }")
            .WithModel("plain", TestModels.Rnn(2, 4, activation: null)),
        new Problem("ERNN007", "RnnCell(InputSize = 2, HiddenSize = 4, Model = \"plain\")",
            "'Gesture' needs Activation, which no model file states here: write Activation = Activation.Tanh or Activation.Relu"));

    [Fact]
    public void An_activation_without_a_file() => Problem.Expect(
        TestProject.Of("[RnnCell(InputSize = 2, HiddenSize = 4)] partial class Gesture { }"),
        new Problem("ERNN007", "RnnCell(InputSize = 2, HiddenSize = 4)",
            "'Gesture' needs Activation, which no model file states here: write Activation = Activation.Tanh or Activation.Relu"));
}
