using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// i, f, o = s(...); g = tanh(...); c' = f * c + i * g; h' = o * tanh(c'). The cell state has 24 binary places over its range and
/// saturates at its ends; peepholes are one column more, a projection rows of their own.
/// </summary>
internal sealed class QuantisedLstmStage : QuantisedCellStage
{
    private const int LargestCell = 256;

    private readonly LstmLayer cell;
    private readonly int cellPlaces;
    private readonly FixedFunction input;
    private readonly FixedFunction? forget;
    private readonly FixedFunction candidate;
    private readonly FixedFunction outputGate;
    private readonly int inputRows;
    private readonly int forgetRows;
    private readonly int candidateRows;
    private readonly int outputRows;
    private readonly int projectionRows;

    public QuantisedLstmStage(string name, LstmLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        this.cell = cell;
        if (range.Cell > LargestCell)
            throw new ArgumentException($"integer weights allow a cell state of up to {LargestCell}, but the range of {cell.Describe()} is {range.Cell}: state a narrower one, beyond which it saturates.");
        cellPlaces = Math.Min(Fixed.CellPlaces, Fixed.PlacesOf(range.Cell!.Value, Fixed.CellPlaces));
        this.input = Gate(cell.InputFunction);
        forget = cell.ForgetFunction is { } function ? Gate(function) : null;
        candidate = Value(cell.CandidateFunction, null);
        outputGate = Gate(cell.OutputGateFunction);
        if (cell.OutputFunction.Kind is not (ActivationKind.Tanh or ActivationKind.HardTanh))
            throw new ArgumentException($"integer weights allow tanh or hard tanh behind a cell state, but {cell.OutputFunction} is given.");
        inputRows = Plan(0, this.input);
        forgetRows = forget is null ? -1 : Plan(1, forget);
        candidateRows = Plan(cell.Coupled ? 1 : 2, candidate);
        outputRows = Plan(cell.Coupled ? 2 : 3, outputGate);
        if (cell.Peepholes is { } peepholes)
        {
            double unit = Fixed.Unit(cellPlaces - Fixed.CellPlaces + Fixed.Places);
            AddColumn(inputRows, row => peepholes[0, row] * unit);
            if (forget is not null) AddColumn(forgetRows, row => peepholes[1, row] * unit);
            AddColumn(outputRows, row => peepholes[cell.Coupled ? 1 : 2, row] * unit);
        }
        projectionRows = cell.Projection is { } projection
            ? Plan("Projection", $"the projection of {cell.Describe()}", Enumerable.Range(0, projection.Rows)
                .Select(row => (Enumerable.Range(0, projection.Columns).Select(column => projection[row, column] * Fixed.Unit(Fixed.Places)).ToArray(), 0d)).ToList(), Fixed.Unit(Places))
            : -1;
        Quantise();
    }

    public override long LeastMacs => Macs
        - (Options.Skipping && CanClose(cell.InputFunction) ? RowMacs * Units : 0);

    public override IReadOnlyList<StatePiece> State =>
        base.State.Append(new StatePiece(Field("Cell"), 0, Units, Initial("InitialCell", cell.InitialCell), cellPlaces, Fixed.CellOne)).ToArray();

    public override IReadOnlyList<(string Name, int Length)> Arrays =>
        base.Arrays.Append((Field("Cell"), Units)).Concat(cell.Projection is null ? Array.Empty<(string, int)>() : new[] { (Field("Next"), Units) }).ToArray();

    protected override int[]? InitialOf(string array) =>
        array == Field("Cell") && cell.InitialCell is { } initial ? Fixed.Of(initial, cellPlaces, Fixed.CellOne) : base.InitialOf(array);

    // The rows of a projection are as many as there are states.
    protected override int LoopedRows(FixedMatrix matrix) => projectionRows >= 0 && matrix == Matrix(projectionRows) ? Looped > 0 ? StateCount : 0 : Looped;

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        functions.Require("FixedClip");
        writer.Line($"int input, forget, output, state{(cell.Peepholes is null ? "" : ", own")};");
        EmitUnits(writer, Units, Looped, unit => EmitUnit(writer, functions, unit, columns));
        if (cell.Projection is null) return;
        IReadOnlyList<string> values = Load(writer, "next", "m", Units, unit => Reads(projectionRows, unit));
        EmitUnits(writer, StateCount, Looped > 0 ? StateCount : 0, unit => writer.Line($"hidden[{unit.Text}] = FixedClip({Matrix(projectionRows).Rescaled(writer, unit, values)});"));
        CountDone(writer, (long)StateCount * Units);
    }

    private void EmitUnit(CodeWriter writer, FunctionLibrary functions, Unit unit, string[] columns)
    {
        string[] seen = cell.Peepholes is null ? columns : columns.Append("own").ToArray();
        if (cell.Peepholes is not null) EmitOwn(writer, $"cell[{unit.Text}]");
        writer.Line($"input = {Of(writer, functions, input, inputRows, unit, seen)};");
        writer.Line(forget is null ? $"forget = {Fixed.One} - input;" : $"forget = {Of(writer, functions, forget, forgetRows, unit, seen)};");
        writer.Line($"state = (int)((long)forget * cell[{unit.Text}] + {Fixed.One / 2} >> {Fixed.Places});");
        CountDone(writer, Macs / Units - (cell.Projection?.Rows ?? 0) - RowMacs);
        Guarded(writer, CanClose(cell.InputFunction), "input != 0", RowMacs, () =>
        {
            int shift = 2 * Fixed.Places - cellPlaces;
            writer.Line($"output = {Of(writer, functions, candidate, candidateRows, unit, columns)};");
            writer.Line($"state = state + (input * output + {1 << shift - 1} >> {shift});");
            CountDone(writer, RowMacs);
        });
        writer.Line($"if (state > {Fixed.CellOne}) state = {Fixed.CellOne};");
        writer.Line($"if (state < -{Fixed.CellOne}) state = -{Fixed.CellOne};");
        writer.Line($"cell[{unit.Text}] = state;");
        if (cell.Peepholes is not null) EmitOwn(writer, "state");
        writer.Line($"output = {Of(writer, functions, outputGate, outputRows, unit, seen)};");
        string written = cell.Projection is null ? "hidden" : "next";
        int lost = 2 * Fixed.Places - (cell.Projection is null ? Places : Fixed.Places);
        writer.Line($"{written}[{unit.Text}] = output * {Squashed(functions)} + {1 << lost - 1} >> {lost};");
    }

    private string Squashed(FunctionLibrary functions)
    {
        if (cell.OutputFunction.Kind == ActivationKind.HardTanh) return $"FixedClip(state >> {cellPlaces - Fixed.Places})";
        string tanh = FixedFunction.TanhName(Format);
        functions.Require(tanh);
        return $"{tanh}({(cellPlaces == Fixed.TanhPlaces ? "state" : $"state >> {cellPlaces - Fixed.TanhPlaces}")})";
    }

    // The cell state with as many places as other values have.
    private void EmitOwn(CodeWriter writer, string state) => writer.Line($"own = {Shifted(state, Fixed.CellPlaces - Fixed.Places)};");
}
