using System;

namespace EmbeddedRnn.CompilerServices;

// What kernels read row by row, of units that have work to do.
public ref partial struct WeightStream
{
    /// <summary>Adds a bias of each unit, from the next 64-byte boundary on: the sum of two biases, either of which may be empty.</summary>
    public void UnitBiases(scoped ReadOnlySpan<float> first, scoped ReadOnlySpan<float> second, int gate)
    {
        position = (position + 15) / 16 * 16;
        Bias(first, second, new GateRows(gate, 1f), 0, (units + 15) / 16 * 16);
    }

    /// <summary>Adds one row of a matrix, from the next 64-byte boundary on and padded to the one after.</summary>
    /// <param name="matrix">Row-major, gates * units rows.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="unit">The unit.</param>
    public void Row(scoped ReadOnlySpan<float> matrix, int columns, int gate, int unit) =>
        Vector(matrix.Slice((gate * units + unit) * columns, columns));
}
