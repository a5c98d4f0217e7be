namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>
/// Nanoseconds of an instruction on nanoCLR on a desktop core. A product of a local and a literal, added to a sum, is four
/// instructions and was measured at 14.3; one of an array's element and a local is six and was measured at 28.6.
/// </summary>
internal static class InstructionCost
{
    public const double Plain = 3.6;
    public const double Element = 10.6;
    public const double Field = 7;
    public const double Call = 20;
}
