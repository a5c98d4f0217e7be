using Xunit;

namespace EmbeddedRnn.Tests;

public class GoldenTextTests
{
    // The hash was computed apart from this code: sha256 of the lines from "layer" on without the values, ended by \n,
    // and after each layer's lines its values as little-endian float32.
    private const string Golden =
        """
        embeddedrnn-model 1
        # RNN (tanh), 1 input, 2 units
        # 10 parameters, 6 multiply-accumulates a step
        name tiny
        hash cbb48f50b68834a8e7553374c7a1ef32488b3ff09bda5244f5c6d85ba5397424
        weights inline
        layer rnn
        activation tanh
        input 1
        hidden 2
        tensor input-weights 2 1
        3f800000 bf000000
        tensor recurrent-weights 2 2
        3e800000 80000000 00000001 40000000
        tensor input-bias 1 2
        00000000 3fc00000
        tensor recurrent-bias 1 2
        bf800000 40400000
        end

        """;

    [Fact]
    public void The_text_of_a_small_model_is_this() => Assert.Equal(Golden, ModelText.Write(Samples.Rnn()));

    [Fact]
    public void This_text_is_the_small_model() => Same.Model(Samples.Rnn(), ModelText.Read(Golden));
}
