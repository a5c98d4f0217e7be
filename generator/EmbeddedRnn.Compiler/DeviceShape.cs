using System;

namespace EmbeddedRnn.Compiler;

/// <summary>How much of a layer is written out as literals, and what loops over the rest.</summary>
/// <param name="ColumnLoops">True for loops over the columns of a row, the smallest code; false for a row as one expression.</param>
/// <param name="GateRows">Rows of the update gate that are written out before any unit is; GRU only.</param>
/// <param name="Units">Units that are written out whole, the last ones of the layer.</param>
public sealed record DeviceShape(bool ColumnLoops, int GateRows, int Units)
{
    /// <summary>
    /// True to add up rows side by side, column after column, so that a column whose state is exactly 0 can be left out: all rows of an
    /// LSTM whose output gate can be closed, or the candidates of a GRU with the reset before the product whose reset gate can be; all
    /// of it in loops or none. Each sum runs in the same order as by rows.
    /// </summary>
    public bool ByColumns { get; init; }

    /// <summary>Loops over rows and columns.</summary>
    public static DeviceShape Looped { get; } = new(true, 0, 0);

    /// <summary>A loop over rows, each of which is one expression of values in locals.</summary>
    public static DeviceShape Rolled { get; } = new(false, 0, 0);

    /// <summary>No loop, every weight a literal.</summary>
    public static DeviceShape Unrolled { get; } = new(false, 0, int.MaxValue);

    /// <summary>A loop over columns, each of which is left out where its state is 0.</summary>
    public static DeviceShape RolledColumns { get; } = Rolled with { ByColumns = true };

    /// <summary>No loop, every weight a literal, column after column.</summary>
    public static DeviceShape UnrolledColumns { get; } = Unrolled with { ByColumns = true };

    /// <summary>All rows of the update gate and some whole units are written out, the rest is <see cref="Rolled"/>.</summary>
    public static DeviceShape Mixed(int units) => new(false, int.MaxValue, units);

    /// <summary>The shape for a layer of so many units.</summary>
    /// <param name="units">Units of the layer.</param>
    /// <param name="hasGateRows">Whether its update gate can spare it work, and so may come first.</param>
    /// <param name="hasColumns">Whether it can be taken column after column.</param>
    public DeviceShape Of(int units, bool hasGateRows, bool hasColumns = false)
    {
        if (ByColumns && hasColumns) return new DeviceShape(false, 0, Units < units ? 0 : units) { ByColumns = true };
        int whole = Math.Min(Units, units);
        return this with { ByColumns = false, Units = whole, GateRows = hasGateRows && whole < units ? Math.Max(whole, Math.Min(GateRows, units)) - whole : 0 };
    }

    /// <summary>The shape in words.</summary>
    public string Describe(int units)
    {
        if (ByColumns) return Units >= units ? "unrolled by columns" : "a loop over columns";
        if (Units >= units) return "unrolled";
        string rest = ColumnLoops ? "loops over rows and columns" : "a loop over rows";
        if (GateRows == 0 && Units == 0) return rest;
        string written = GateRows + Units == units ? "all rows of the update gate" : $"{GateRows + Units} rows of the update gate";
        return (GateRows, Units) switch
        {
            (0, _) => $"{Units} of {units} units unrolled, {rest} for the others",
            (_, 0) => $"{written} unrolled, {rest} for the others",
            _ => $"{written} and {Units} of {units} whole units unrolled, {rest} for the others",
        };
    }
}
