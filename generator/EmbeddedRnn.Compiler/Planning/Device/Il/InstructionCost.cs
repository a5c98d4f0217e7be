namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>
/// Nanoseconds of an instruction on nanoCLR on a desktop core, so that a product of a local and a literal, added to a sum, takes the
/// 14.3 that it was measured at. Beside it an array's element costs hardly more than a literal: a trained GRU of 13 inputs and 24
/// units with its weights in rows took 1.27 times as long as with literals, and loops over columns 3.6 times as long.
/// </summary>
internal static class InstructionCost
{
    public const double Plain = 3.6;
    public const double Element = 4;
    public const double Field = 5;
    public const double Call = 20;
}
