using System;

namespace EmbeddedRnn.Training;

/// <summary>
/// How many multiply-accumulates of a cell's step gates make needless, with the result unchanged to the bit: only gates that are exactly
/// 0 or 1 count. A closed gate gives +0, so what it multiplies need not be known.
/// </summary>
public static class SkipRules
{
    /// <summary>The multiply-accumulates that one step may leave out, of <see cref="Layer.MacsPerStep"/>.</summary>
    /// <param name="cell">The cell. A plain RNN has no gates and skips nothing.</param>
    /// <param name="gates">The gates' values in this step, [G, H] in the order of <see cref="CellLayer.Gates"/>.</param>
    /// <param name="outputBefore">LSTM: the output gate of the step before, [H]; empty in the first step. Others: not used.</param>
    public static long Skipped(CellLayer cell, ReadOnlySpan<float> gates, ReadOnlySpan<float> outputBefore) => cell switch
    {
        GruLayer gru => Gru(gru, gates.Slice(0, cell.HiddenSize), gates.Slice(cell.HiddenSize, cell.HiddenSize)),
        LstmLayer lstm => Lstm(lstm, gates.Slice(0, cell.HiddenSize), gates.Slice((cell.Gates.Count - 1) * cell.HiddenSize), outputBefore),
        _ => 0,
    };

    private static long Gru(GruLayer cell, ReadOnlySpan<float> update, ReadOnlySpan<float> reset)
    {
        long kept = 0;
        long closed = 0;
        bool after = cell.Reset == ResetPosition.After;
        for (int i = 0; i < update.Length; i++)
        {
            bool keeps = update[i] == 1;
            if (keeps) kept++;

            // Reset after: r_i acts on row i alone, which a kept unit skips already. Before: r_j acts on column j of all rows.
            if (reset[i] == 0 && !(after && keeps)) closed++;
        }
        long width = cell.InputSize + cell.HiddenSize;
        return after
            // z_i = 1: row i of Wn, Un, Wr, Ur; r_i = 0 in a live row: row i of Un
            ? kept * 2 * width + closed * cell.HiddenSize
            // z_i = 1: row i of Wn, Un; r_j = 0: column j of Un in the live rows
            : kept * width + closed * (cell.HiddenSize - kept);
    }

    private static long Lstm(LstmLayer cell, ReadOnlySpan<float> input, ReadOnlySpan<float> output, ReadOnlySpan<float> outputBefore)
    {
        long closedInputs = Zeros(input);
        // i_i = 0: row i of Wg, Ug
        long skipped = closedInputs * (cell.InputSize + cell.OutputSize);

        // o_j = 0: with a projection column j of it, now
        if (cell.Projection is not null) return skipped + Zeros(output) * cell.OutputSize;

        // o_j = 0 in the step before: h_j = 0, so column j of every U, but for the rows of Ug that are skipped already
        return skipped + Zeros(outputBefore) * ((long)cell.Gates.Count * cell.HiddenSize - closedInputs);
    }

    private static long Zeros(ReadOnlySpan<float> gate)
    {
        long zeros = 0;
        foreach (float value in gate)
        {
            if (value == 0) zeros++;
        }
        return zeros;
    }
}
