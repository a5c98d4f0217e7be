using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// The columns of an operand whose value is not 0: which they are is found out once a call, 64 at a time, and each block of
/// units then goes through these alone. Every accumulator takes its columns in the order of the plain kernel, and adding a
/// product of 0 changes no sum, so that the bits are the same.
/// </summary>
internal sealed class SparseColumns
{
    private const int WordLength = 64;

    private readonly CodeWriter writer;
    private readonly PassPlan plan;
    private readonly Operand operand;

    public SparseColumns(CodeWriter writer, PassPlan plan, Operand operand)
    {
        this.writer = writer;
        this.plan = plan;
        this.operand = operand;
    }

    // Columns that one word of bits stands for. Those of a tile never share a word with those of another.
    private sealed record Word(int First, int Count, bool EndsTile);

    private IReadOnlyList<Word> Words
    {
        get
        {
            var words = new List<Word>();
            int tiles = plan.Tiles(operand), tile = tiles > 1 ? plan.TileLength(operand) : 0;
            for (int t = 0; t < tiles && tiles > 1; t++) Add(t * tile, (t + 1) * tile, endsTile: true);
            Add(tiles > 1 ? tiles * tile : 0, operand.Count, endsTile: false);
            return words;

            void Add(int from, int to, bool endsTile)
            {
                for (int first = from; first < to; first += WordLength)
                {
                    int count = Math.Min(WordLength, to - first);
                    words.Add(new Word(first, count, endsTile && first + count == to));
                }
            }
        }
    }

    /// <summary>Declares the words, before the first block.</summary>
    public void EmitWords()
    {
        writer.Line($"// A bit for each value of {operand.Variable} that is not 0.");
        foreach (Word word in Words)
            writer.Line($"ulong {Name(word)} = RnnLanes.Unlike(ref {VectorCode.Value(operand.Variable, Literal.Of(operand.Offset + word.First))}, {word.Count}, 0f);");
    }

    /// <summary>Writes the columns of one block.</summary>
    /// <param name="columnLength">Values of a column.</param>
    /// <param name="stream">Where the block's weights are.</param>
    /// <param name="column">Writes the multiply-adds of the column <c>column</c>, whose weights start at <c>columnWeights</c>, into an accumulator.</param>
    /// <param name="endTile">Adds the sums up where a tile ends.</param>
    /// <param name="end">Takes what was added up, after the tiles.</param>
    public void Emit(int columnLength, StreamCursor stream, Action<int> column, Action endTile, Action end)
    {
        stream.Flush();
        IReadOnlyList<Word> words = Words;
        for (int i = 0; i < words.Count; i++)
        {
            Word word = words[i];
            for (int chain = 0; chain < plan.Chains; chain++)
            {
                string start = plan.Chains == 1 ? Name(word) : $"{Name(word)} & 0x{Mask(word.First, chain):x}UL";
                using (writer.Block($"for (ulong live = {start}; live != 0; live &= live - 1)"))
                {
                    writer.Line($"nint column = {(word.First == 0 ? "" : $"{word.First} + ")}System.Numerics.BitOperations.TrailingZeroCount(live);");
                    writer.Line($"ref float columnWeights = ref Unsafe.Add(ref weights, column * {columnLength});");
                    column(chain);
                }
            }
            if (word.EndsTile) endTile();
            if (word.EndsTile && !words.Skip(i + 1).Any(w => w.EndsTile)) end();
        }
        stream.Take(operand.Count * columnLength);
    }

    private static string Name(Word word) => $"live{word.First}";

    // The columns of a word that go into one of the accumulators of a sum.
    private ulong Mask(int first, int chain)
    {
        ulong mask = 0;
        for (int bit = 0; bit < WordLength; bit++) mask |= (first + bit) % plan.Chains == chain ? 1UL << bit : 0;
        return mask;
    }
}
