namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>What a board for .NET nanoFramework has room for, and how fast it is.</summary>
/// <param name="Name">Its name, as the command takes it.</param>
/// <param name="FlashBytes">Its deployment area: what all .pe files together may take, those of the core library and the program included.</param>
/// <param name="RamBytes">Its memory, of which the interpreter and the program take their shares too.</param>
/// <param name="Megahertz">The clock of its core.</param>
/// <param name="HasFloat">True where the chip adds and multiplies floats itself.</param>
/// <param name="Note">What is to be known of these figures, or "".</param>
public sealed record Board(string Name, int FlashBytes, int RamBytes, int Megahertz, bool HasFloat, string Note = "")
{
    private const int SmallFlashBytes = 68 * 1024;
    private const int SmallIlBudget = 8 * 1024;

    // Microseconds that a 240 MHz chip takes for what takes nanoCLR a nanosecond on a desktop core: 1 us for a multiply-accumulate of
    // 14.3 ns at best, 4 us for one of 28.6 ns at worst. An estimate of the order of magnitude, not measured on boards.
    private const double FastestScale = 0.07;
    private const double SlowestScale = 0.14;
    private const double ScaledMegahertz = 240;

    // A float operation in software, beside the interpreter's own work for the instruction: at most doubles it.
    private const double SoftwareFloat = 2;

    /// <summary>The IL budget for a class on this board: a quarter of the usual one where the deployment area is small.</summary>
    public int IlBudget => FlashBytes <= SmallFlashBytes ? SmallIlBudget : DeviceOptions.DefaultIlBudget;

    /// <summary>The estimated time of a step.</summary>
    /// <param name="leastNanoseconds">What the step takes nanoCLR on a desktop core when the most is skipped.</param>
    /// <param name="mostNanoseconds">What it takes there when nothing is skipped.</param>
    /// <returns>From, to; microseconds.</returns>
    public (double From, double To) Microseconds(double leastNanoseconds, double mostNanoseconds)
    {
        double clock = ScaledMegahertz / Megahertz;
        return (leastNanoseconds * FastestScale * clock, mostNanoseconds * SlowestScale * clock * (HasFloat ? 1 : SoftwareFloat));
    }
}
