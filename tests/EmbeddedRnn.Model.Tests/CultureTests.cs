using System;
using System.Globalization;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public CultureTests()
    {
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.NumberFormat.NegativeSign = "minus ";
        strange.NumberFormat.PositiveSign = "plus ";
        CultureInfo.CurrentCulture = strange;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;

    [Fact]
    public void The_text_does_not_depend_on_the_culture()
    {
        string here = ModelText.Write(Samples.Everything());
        Same.Model(Samples.Everything(), ModelText.Read(here));
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Assert.Equal(ModelText.Write(Samples.Everything()), here);
    }

    [Fact]
    public void Signs_of_the_culture_are_no_part_of_a_number()
    {
        string text = ModelText.Write(Samples.Rnn()).Replace("\ninput 1\n", "\ninput plus 1\n");
        Assert.Equal(9, Assert.Throws<ModelTextException>(() => ModelText.Read(text)).Line);
    }
}
