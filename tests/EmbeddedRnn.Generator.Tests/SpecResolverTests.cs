using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>The model that a spec gives, without Roslyn.</summary>
public class SpecResolverTests
{
    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 2)]
    public void A_gru_without_a_file_has_shapes_alone(bool bias, int tensors)
    {
        var gru = (GruLayer)Resolve(Sized(CellKind.Gru) with { Reset = ResetPosition.Before, Bias = bias });
        Assert.Equal(ResetPosition.Before, gru.Reset);
        Assert.Equal(tensors, gru.Tensors.Count);
        Assert.Equal("input-weights [15, 3]", gru.InputWeights.ToString());
        Assert.Equal("recurrent-weights [15, 5]", gru.RecurrentWeights.ToString());
        Assert.Equal(bias ? "input-bias [1, 15]" : null, gru.InputBias?.ToString());
        Assert.All(gru.Tensors, t => Assert.False(t.HasValues));
    }

    [Fact]
    public void An_rnn_without_a_file_has_biases_by_default()
    {
        var rnn = (RnnLayer)Resolve(Sized(CellKind.Rnn) with { Activation = Activation.Relu });
        Assert.Equal(Activation.Relu, rnn.Activation);
        Assert.Equal("recurrent-bias [1, 5]", rnn.RecurrentBias?.ToString());
    }

    [Theory]
    [InlineData(false, "peepholes [3, 5]", "input-weights [20, 3]", "recurrent-weights [20, 2]")]
    [InlineData(true, "peepholes [2, 5]", "input-weights [15, 3]", "recurrent-weights [15, 2]")]
    public void An_lstm_with_all_options(bool coupled, string peepholes, string input, string recurrent)
    {
        var lstm = (LstmLayer)Resolve(Sized(CellKind.Lstm) with { CoupledGate = coupled, Peepholes = true, ProjectionSize = 2 });
        Assert.Equal(coupled, lstm.Coupled);
        Assert.Equal(peepholes, lstm.Peepholes?.ToString());
        Assert.Equal("projection [2, 5]", lstm.Projection?.ToString());
        Assert.Equal(input, lstm.InputWeights.ToString());
        Assert.Equal(recurrent, lstm.RecurrentWeights.ToString());
    }

    [Fact]
    public void A_plain_lstm()
    {
        var lstm = (LstmLayer)Resolve(Sized(CellKind.Lstm));
        Assert.Null(lstm.Peepholes);
        Assert.Null(lstm.Projection);
        Assert.False(lstm.Coupled);
        Assert.Equal(5, lstm.OutputSize);
    }

    [Fact]
    public void A_file_that_states_all_is_taken_as_it_is()
    {
        Model model = TestModels.Gru(3, 5);
        Assert.Same(model, SpecResolver.Resolve(Sized(CellKind.Gru), "Cell", model).Model);
    }

    [Fact]
    public void A_filled_in_activation_keeps_the_weights_and_changes_the_hash()
    {
        Model model = TestModels.Rnn(3, 5, activation: null);
        Model relu = SpecResolver.Resolve(Sized(CellKind.Rnn) with { Activation = Activation.Relu }, "Cell", model).Model!;
        Model tanh = SpecResolver.Resolve(Sized(CellKind.Rnn) with { Activation = Activation.Tanh }, "Cell", model).Model!;
        Assert.Equal(model.Layers[0].Tensors.SelectMany(t => t.ToArray()), relu.Layers[0].Tensors.SelectMany(t => t.ToArray()));
        Assert.Equal(3, new[] { model.Hash, relu.Hash, tanh.Hash }.Distinct().Count());
        Assert.Equal(TestModels.Rnn(3, 5, Activation.Relu).Hash, relu.Hash);
    }

    [Fact]
    public void An_activation_filled_in_where_the_weights_are_elsewhere_changes_the_hash()
    {
        Model model = ModelText.Read(TestModels.Binary(TestModels.Rnn(3, 5, activation: null)));
        Model relu = model.WithActivation(Activation.Relu);
        Model tanh = model.WithActivation(Activation.Tanh);
        Assert.False(relu.HasWeights);
        Assert.Equal(3, new[] { model.Hash, relu.Hash, tanh.Hash }.Distinct().Count());
        Assert.Same(relu, relu.WithActivation(Activation.Tanh));
    }

    [Fact]
    public void A_projection_in_the_file_that_is_over_the_limit_is_a_problem()
    {
        SpecResolution resolution = SpecResolver.Resolve(Sized(CellKind.Lstm), "Cell", TestModels.Lstm(3, 5, projection: 1025));
        SpecProblem problem = Assert.Single(resolution.Problems);
        Assert.Equal(ProblemIds.SizeOutOfRange, problem.Id);
        Assert.Equal(SpecArguments.ProjectionSize, problem.Argument);
        Assert.Null(resolution.Model);
    }

    [Fact]
    public void A_cell_with_activations_that_no_attribute_says_is_taken_as_it_is()
    {
        foreach (Model model in TestModels.WithUnusualActivations())
        {
            CellKind kind = model.Layers[0] switch { RnnLayer => CellKind.Rnn, GruLayer => CellKind.Gru, _ => CellKind.Lstm };
            Activation? missing = model.Layers[0] is RnnLayer { Function: null } ? Activation.Relu : null;
            SpecResolution resolution = SpecResolver.Resolve(Sized(kind) with { Activation = missing }, "Cell", model);
            Assert.Empty(resolution.Problems);
            Assert.Equal(missing is { } activation ? model.WithActivation(activation) : model, resolution.Model);
        }
    }

    [Fact]
    public void A_layer_that_is_no_cell_is_a_problem()
    {
        var dense = new DenseLayer(Tensor.ShapeOnly(TensorNames.Weights, 5, 3));
        SpecProblem problem = Assert.Single(SpecResolver.Resolve(Sized(CellKind.Lstm) with { Model = "head" }, "Cell", new Model("head", dense)).Problems);
        Assert.Equal(
            ["head", "1 layer (dense)", "LSTM", "use [RecurrentModel(\"head\")] on the class for the whole network, or export one layer on its own"],
            problem.MessageArguments);
    }

    [Fact]
    public void A_network_is_taken_as_it_is()
    {
        Model model = TestNetworks.Classifier();
        Assert.Same(model, SpecResolver.Resolve(new NetworkSpec { Model = "classifier" }, "Net", model).Model);
    }

    [Fact]
    public void A_networks_activation_is_filled_in_where_a_plain_rnn_states_none()
    {
        var tanh = (RnnLayer)TestModels.Rnn(2, 3, Activation.Tanh).Layers[0];
        var unstated = (RnnLayer)TestModels.Rnn(3, 3, activation: null).Layers[0];
        Model filled = SpecResolver.Resolve(new NetworkSpec { Activation = Activation.Relu }, "Net", new Model("net", tanh, new ResidualLayer(unstated))).Model!;
        Assert.Equal([Activation.Tanh, Activation.Relu], filled.AllLayers.OfType<RnnLayer>().Select(l => l.Activation!.Value));
    }

    private static CellSpec Sized(CellKind kind) => new(kind) { InputSize = 3, HiddenSize = 5 };

    private static Layer Resolve(CellSpec spec)
    {
        SpecResolution resolution = SpecResolver.Resolve(spec, "Cell", null);
        Assert.Empty(resolution.Problems);
        Assert.Equal("Cell", resolution.Model!.Name);
        return resolution.Model.Layers[0];
    }
}
