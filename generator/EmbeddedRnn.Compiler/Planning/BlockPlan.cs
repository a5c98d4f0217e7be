using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>Equal blocks of units, one after the other: the kernel loops over them.</summary>
/// <param name="FirstUnit">The first block's first unit.</param>
/// <param name="Widths">The vector width of each chunk of a block.</param>
/// <param name="Count">How many such blocks follow one another.</param>
public sealed record BlockGroup(int FirstUnit, IReadOnlyList<int> Widths, int Count)
{
    /// <summary>Units of one block, padding included.</summary>
    public int Units => Widths.Sum();

    /// <summary>The widest chunk: a column is padded to a multiple of it.</summary>
    public int Alignment => Widths.Max();
}

/// <summary>How one pass runs on one vector width.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Width">The vector width.</param>
/// <param name="Groups">The blocks.</param>
/// <param name="ColumnUnroll">Columns per turn of the column loop.</param>
/// <param name="FullyUnrolled">True where every column is written out and there is no loop.</param>
/// <param name="Chains">How many accumulators share one sum, so that a multiply-add need not wait for the one before.</param>
public sealed record PassPlan(
    Pass Pass,
    KernelWidth Width,
    IReadOnlyList<BlockGroup> Groups,
    int ColumnUnroll,
    bool FullyUnrolled,
    int Chains)
{
    /// <summary>
    /// True where the blocks of every other step come in reverse order: then a step begins with the weights that the one
    /// before ended with, which the cache still holds. The blocks do not depend on one another.
    /// </summary>
    public bool Alternates { get; init; }

    /// <summary>True where a chunk of half a vector keeps the sums of two gates in one vector.</summary>
    public bool Pairs { get; init; }

    // The weights of two gates lie side by side, but their vector is aligned only where a column is whole vectors.
    private bool PairsIn(BlockGroup group, int units) =>
        Pairs && 2 * units == Width.Values && (2 * units == group.Alignment || Pass.Operands.All(o => Pass.FedBy(o).Count % 2 == 0));

    // A float32 sum of n terms loses about sqrt(n) roundings: within this many terms that is well inside the bound of
    // docs/numerics.md, and the additions between tiles cost nothing that can be measured.
    private const int LongestTile = 128;

    /// <summary>Tiles that an operand's columns are summed in; 1 where one sum is exact enough.</summary>
    public int Tiles(Operand operand) => FullyUnrolled ? 1 : (operand.Count + LongestTile - 1) / LongestTile;

    /// <summary>Columns of a tile: whole turns of the column loop; what is left over follows the tiles.</summary>
    public int TileLength(Operand operand) => operand.Count / Tiles(operand) / ColumnUnroll * ColumnUnroll;

    /// <summary>
    /// The vectors that hold a chunk's sums. Two gates in one vector are a multiply-add less a column, and one tangent for both.
    /// </summary>
    /// <param name="group">The block.</param>
    /// <param name="chunk">The chunk of the block.</param>
    /// <param name="sums">All accumulators of the pass, or those that an operand feeds.</param>
    public IReadOnlyList<SumVector> Vectors(BlockGroup group, int chunk, IReadOnlyList<Accumulator> sums)
    {
        int units = group.Widths[chunk];
        bool paired = PairsIn(group, units);
        var vectors = new List<SumVector>();
        for (int i = 0; i < sums.Count; i++)
        {
            bool pair = paired && i + 1 < sums.Count && sums[i].Parts == sums[i + 1].Parts;
            vectors.Add(new SumVector(pair ? new[] { sums[i], sums[++i] } : new[] { sums[i] }, units));
        }
        return vectors;
    }

    /// <summary>Values of the widest vector that an operand's columns feed in a block.</summary>
    public int WidestVector(BlockGroup group, Operand operand) =>
        Enumerable.Range(0, group.Widths.Count).Max(chunk => Vectors(group, chunk, Pass.FedBy(operand)).Max(v => v.Width));

    /// <summary>True where two gates share a vector somewhere.</summary>
    public bool HasPairs => Groups.Any(g => Enumerable.Range(0, g.Widths.Count).Any(chunk => Vectors(g, chunk, Pass.Accumulators).Any(v => v.IsPair)));

    /// <summary>The most vectors of a block that one operand's columns feed.</summary>
    public int MostVectors =>
        Groups.Max(g => Pass.Operands.Max(o => Enumerable.Range(0, g.Widths.Count).Sum(chunk => Vectors(g, chunk, Pass.FedBy(o)).Count)));

    /// <summary>Number of blocks.</summary>
    public int Blocks => Groups.Sum(g => g.Count);

    /// <summary>True where all results exist before the first is stored.</summary>
    public bool SingleBlock => Blocks == 1;

    /// <summary>True where stores of whole vectors end exactly at the last unit.</summary>
    public bool EndsExactly => Groups.Sum(g => g.Units * g.Count) == Pass.Units;

    /// <summary>Values of the weight stream that this pass reads, padding included.</summary>
    public int StreamLength => Groups.Sum(g => g.Count * BlockStride(g));

    /// <summary>Values from the start of a block to that of the next, which lies on a 64-byte boundary.</summary>
    public int BlockStride(BlockGroup group) => BlockLength(group) + Padding(group);

    /// <summary>Values between the end of a block and the next 64-byte boundary, where the next block starts.</summary>
    public int Padding(BlockGroup group) => -BlockLength(group) & 15;

    /// <summary>Values of a block's biases, padding included.</summary>
    public int BiasLength(BlockGroup group) => Padded(group, BiasVectors);

    /// <summary>Values of one column of an operand in a block, padding included.</summary>
    public int ColumnLength(BlockGroup group, Operand operand) => Padded(group, Pass.FedBy(operand).Count);

    private static int Padded(BlockGroup group, int vectors) => (group.Units * vectors + group.Alignment - 1) / group.Alignment * group.Alignment;

    private int BlockLength(BlockGroup group) =>
        BiasLength(group) + Pass.Operands.Sum(o => o.Count * ColumnLength(group, o)) + Padded(group, Pass.Peepholes.Count);

    /// <summary>Bias vectors per chunk; a pass without biases has none.</summary>
    public int BiasVectors => Pass.HasBias ? Pass.Accumulators.Count : 0;
}
