using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>What is read from other programs' files computes those programs' numbers, and would not with a mistake in a cell.</summary>
public class NetworkFixtureTests
{
    // Folded batch normalisations and gains are rounded to float32; all else is exact.
    private const double Tolerance = 1e-6;
    private const double Noticed = 1e-5;

    public static TheoryData<string> Names => new(NetworkFixtures.Names);

    [Theory, MemberData(nameof(Names))]
    public void A_file_gives_the_expected_outputs(string name)
    {
        NetworkFixture fixture = NetworkFixtures.Get(name);
        Assert.InRange(fixture.LargestError(fixture.Load()), 0, Tolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_in_a_cell_would_be_noticed(string name)
    {
        NetworkFixture fixture = NetworkFixtures.Get(name);
        string[] missed = CellMutations.Of(fixture.Load()).Where(m => fixture.LargestError(m.Model) < Noticed).Select(m => m.Description).ToArray();
        Assert.Empty(missed);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stream_and_model_text_give_the_same_model(string name)
    {
        NetworkFixture fixture = NetworkFixtures.Get(name);
        Model model = fixture.Load();
        using FileStream stream = File.OpenRead(fixture.Path);
        Assert.Equal(model, ModelFile.Read(stream, fixture.Path, fixture.Options));
        Assert.Equal(model, ModelText.Read(ModelText.Write(model)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_cell_has_a_mistake_to_make(string name) =>
        Assert.Equal(NetworkFixtures.Get(name).Load().AllLayers.OfType<CellLayer>().Any(), CellMutations.Of(NetworkFixtures.Get(name).Load()).Any());

    [Fact]
    public void All_formats_have_fixtures() => Assert.Equal(
        ["aida-x", "guitarml", "nam", "rtneural", "safetensors", "state-dict"], NetworkFixtures.Names.Select(n => n.Split('/')[0]).Distinct());
}
