using System.Linq;
using EmbeddedRnn.Training;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class SpecTests
{
    [Theory]
    [InlineData("gru 24 gates=hardsigmoid02 | dense 10 | softmax")]
    [InlineData("gru 5 reset=before z=hardsigmoid6 r=step candidate=relu | dense 3 nobias")]
    [InlineData("lstm 4 peepholes projection=3 i=step o=step output=hardtanh | last | dense 2")]
    [InlineData("lstm 4 coupled gates=hardsigmoid05 | prelu | dense 2 | tanh")]
    [InlineData("bidirectional(rnn 3 relu) | reversed(gru 4) | final | dense 2")]
    [InlineData("residual(gru 3 | dense 3) | dense 2")]
    public void A_models_spec_is_the_one_that_made_it(string spec) =>
        Assert.Equal(spec, NetworkSpec.Of(NetworkSpec.Parse(spec).Make(3, 1).Model)!.Text);

    [Fact]
    public void Other_numbers_of_units_can_be_asked_for()
    {
        Model model = NetworkSpec.Parse("gru 8 | lstm 6 projection=4 | dense 2").Make(3, 1).Model;
        Assert.Equal("gru 4 | lstm 3 projection=2 | dense 2", NetworkSpec.Of(model, units => units / 2)!.Text);
    }

    [Fact]
    public void What_a_spec_cannot_say_has_none()
    {
        Model model = NetworkSpec.Parse("gru 3 | dense 2").Make(3, 1).Model;
        Assert.Null(NetworkSpec.Of(model.WithCells(cell => cell.With(cell.ToWeights(), cell.Functions, 5))));
        Assert.Null(NetworkSpec.Of(model.WithCells(cell => cell.With([new ActivationFunction(ActivationKind.HardSigmoid, 0, 0), .. cell.Functions.Skip(1)]))));
        Assert.Null(NetworkSpec.Of(new Model("m", new AffineLayer(new Tensor(TensorNames.Scale, 1, 1, [2f]), new Tensor(TensorNames.Shift, 1, 1, [2f])))));
    }
}
