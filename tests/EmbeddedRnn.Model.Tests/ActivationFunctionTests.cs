using System;
using Xunit;

namespace EmbeddedRnn.Tests;

public class ActivationFunctionTests
{
    [Theory]
    [InlineData(ActivationKind.Affine, 1, 0, 2)]
    [InlineData(ActivationKind.LeakyRelu, 0.01f, 0, 1)]
    [InlineData(ActivationKind.ThresholdedRelu, 1, 0, 1)]
    [InlineData(ActivationKind.ScaledTanh, 1, 1, 2)]
    [InlineData(ActivationKind.HardSigmoid, 0.2f, 0.5f, 2)]
    [InlineData(ActivationKind.Elu, 1, 0, 1)]
    [InlineData(ActivationKind.Sigmoid, 0, 0, 0)]
    public void Parameters_that_are_not_given_are_those_of_Onnx(ActivationKind kind, float alpha, float beta, int parameters)
    {
        var function = new ActivationFunction(kind);
        Assert.Equal((alpha, beta), (function.Alpha, function.Beta));
        Assert.Equal(parameters, ActivationFunction.ParametersOf(kind));
    }

    [Fact]
    public void Functions_are_equal_by_value()
    {
        var one = new ActivationFunction(ActivationKind.Elu, 0.5f);
        var two = new ActivationFunction(ActivationKind.Elu, 0.5f);
        Assert.True(one == two && one.Equals((object)two) && one.GetHashCode() == two.GetHashCode());
        Assert.True(one != new ActivationFunction(ActivationKind.Elu) && one != null);
        Assert.Equal(new ActivationFunction(ActivationKind.Affine, 1, 0f), new ActivationFunction(ActivationKind.Affine, 1, -0f));
        Assert.Equal(ActivationFunction.LeakyRelu, new ActivationFunction(ActivationKind.LeakyRelu, 0.01f));
    }

    [Fact]
    public void An_attributes_activation_converts()
    {
        ActivationFunction? tanh = Activation.Tanh;
        ActivationFunction? relu = Activation.Relu;
        ActivationFunction? none = (Activation?)null;
        Assert.Same(ActivationFunction.Tanh, tanh);
        Assert.Same(ActivationFunction.Relu, relu);
        Assert.Null(none);
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        Assert.Contains("Relu has no alpha", Assert.Throws<ArgumentException>(() => new ActivationFunction(ActivationKind.Relu, 1)).Message);
        Assert.Contains("Elu has no beta", Assert.Throws<ArgumentException>(() => new ActivationFunction(ActivationKind.Elu, 1, 1)).Message);
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => new ActivationFunction(ActivationKind.Elu, float.NaN)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActivationFunction((ActivationKind)99));
    }

    [Fact]
    public void Words_name_function_and_parameters()
    {
        Assert.Equal("hard sigmoid(0.2, 0.5)", new ActivationFunction(ActivationKind.HardSigmoid).ToString());
        Assert.Equal("ELU(0.25)", new ActivationFunction(ActivationKind.Elu, 0.25f).ToString());
        Assert.Equal("softmax", ActivationFunction.Softmax.ToString());
    }
}
