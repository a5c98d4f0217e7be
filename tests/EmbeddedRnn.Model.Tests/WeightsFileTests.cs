using System.IO;
using Xunit;

namespace EmbeddedRnn.Tests;

public class WeightsFileTests
{
    private readonly string text;
    private readonly byte[] weights;

    public WeightsFileTests()
    {
        using var stream = new MemoryStream();
        text = ModelText.WriteBinary(Samples.Everything(), stream);
        weights = stream.ToArray();
    }

    [Fact]
    public void Every_flipped_bit_of_the_weights_is_refused()
    {
        for (int i = 0; i < 8 * weights.Length; i++)
        {
            weights[i / 8] ^= (byte)(1 << i % 8);
            Assert.Contains("the hash does not fit", Assert.Throws<ModelTextException>(() => ModelText.Read(text, weights)).Message);
            weights[i / 8] ^= (byte)(1 << i % 8);
        }
    }

    [Fact]
    public void Every_other_length_of_the_weights_is_refused()
    {
        for (int length = 0; length < weights.Length; length++) AssertBytesNamed(weights[..length]);
        AssertBytesNamed([.. weights, 0]);
    }

    [Fact]
    public void Weights_beside_text_that_has_its_own_are_refused() =>
        Assert.Contains("a weights file was given too",
            Assert.Throws<ModelTextException>(() => ModelText.Read(ModelText.Write(Samples.Rnn()), weights)).Message);

    private void AssertBytesNamed(byte[] other) =>
        Assert.Contains("bytes", Assert.Throws<ModelTextException>(() => ModelText.Read(text, other)).Message);
}
