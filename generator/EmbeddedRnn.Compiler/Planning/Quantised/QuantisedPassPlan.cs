using System;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning.Quantised;

/// <summary>
/// A pass whose weights are whole numbers. It is planned like one of floats whose columns are groups of two or four, since a
/// group takes the 32 bits of a float; what the sums start from, scales and biases lie around the columns.
/// </summary>
internal sealed class QuantisedPassPlan
{
    // Measured: blocks of more sums, each with its float, ran up to 8 % slower.
    private const int TiledSums = 6;

    private QuantisedPassPlan(WeightFormat format, PassPlan plan) => (Format, Plan) = (format, plan);

    public WeightFormat Format { get; }

    /// <summary>Blocks, unrolling and order. Its operands count groups of columns and are named after the vectors of whole numbers.</summary>
    public PassPlan Plan { get; }

    public Pass Pass => Plan.Pass;

    /// <summary>Plans a pass.</summary>
    public static QuantisedPassPlan Of(Pass pass, KernelWidth width, WeightFormat format)
    {
        Pass grouped = pass with
        {
            Operands = pass.Operands.Select(o => o with { Variable = Whole(o.Variable), Count = QuantisedFormat.Groups(format, o.Count) }).ToArray(),
        };
        // Whole numbers are added in one cycle: no sum waits for its last product.
        return new QuantisedPassPlan(format, PassPlanner.Plan(grouped, width, new PlanChoices { Chains = 1, ChunksPerBlock = IsTiledIn(grouped, format) ? ChunksOfTiles(grouped, width) : null }));
    }

    // Sums that are added to floats take two registers each. Of the blocks that fit, those of equal size can alternate.
    private static int ChunksOfTiles(Pass pass, KernelWidth width)
    {
        int chunks = (pass.Units + width.Values - 1) / width.Values;
        return Enumerable.Range(1, Math.Max(1, TiledSums / pass.MostFed)).Last(n => chunks % n == 0);
    }

    private static bool IsTiledIn(Pass pass, WeightFormat format) => pass.Operands.Any(o => o.Count >= QuantisedFormat.TileGroups(format));

    /// <summary>The vector of whole numbers that stands for an operand.</summary>
    public static string Whole(string variable) => variable + "Numbers";

    /// <summary>True where a sum is added to a float after a number of groups.</summary>
    public bool IsTiled => IsTiledIn(Pass, Format);

    /// <summary>Values of what the sums of a block start from.</summary>
    public int StartLength(BlockGroup group) => QuantisedFormat.Zero(Format) != 0 ? Padded(group, Pass.Accumulators.Count) : 0;

    /// <summary>Values from the start of a block to that of the next, which lies on a 64-byte boundary.</summary>
    public int BlockStride(BlockGroup group) => BlockLength(group) + Padding(group);

    /// <summary>Values between the end of a block and the next 64-byte boundary.</summary>
    public int Padding(BlockGroup group) => -BlockLength(group) & 15;

    /// <summary>Values of the weight stream that this pass reads.</summary>
    public int StreamLength => Plan.Groups.Sum(g => g.Count * BlockStride(g));

    private int BlockLength(BlockGroup group) =>
        StartLength(group) + Pass.Operands.Sum(o => o.Count * Padded(group, Pass.FedBy(o).Count)) + 2 * Padded(group, Pass.Accumulators.Count)
        + (Pass.Peepholes.Count > 0 ? Padded(group, Pass.Peepholes.Count) : 0);

    private static int Padded(BlockGroup group, int vectors) => (group.Units * vectors + group.Alignment - 1) / group.Alignment * group.Alignment;
}
