using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// What the recurrent cells in whole numbers share. Input and old hidden state are taken into locals, so that units write the new
/// state one by one where the old one was.
/// </summary>
internal abstract class QuantisedCellStage : QuantisedStage
{
    private readonly FixedValues input;
    private readonly List<(string Name, string What, List<(double[] Weights, double Bias)> Rows, double Unit, bool Inputs, bool States)> planned = new();
    private FixedMatrix[] matrices = new FixedMatrix[0];

    /// <param name="name">The method's name.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="input">Its input.</param>
    /// <param name="range">How far from zero its states get.</param>
    /// <param name="format">The weights.</param>
    protected QuantisedCellStage(string name, CellLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, new Slot(char.ToLowerInvariant(name[0]) + name.Substring(1) + "Hidden", "0", cell.OutputSize), format)
    {
        Cell = cell;
        this.input = input;
        // A state of a smaller range than 1 has the places of a gate.
        Places = Math.Min(Fixed.Places, Fixed.PlacesOf(range.Hidden!.Value, Fixed.Places));
        Values = FixedValues.Of(Output.Array, cell.OutputSize, Fixed.Unit(Places));
    }

    public override string Description => Cell.Describe();

    public override FixedValues Values { get; }

    public override int Units => Cell.HiddenSize;

    public override long Macs => Cell.MacsPerStep;

    public override IReadOnlyList<StatePiece> State =>
        new[] { new StatePiece(Output.Array, 0, Cell.OutputSize, Initial("InitialHidden", Cell.InitialHidden), Places, Fixed.One) };

    public override IReadOnlyList<(string Name, int Length)> Arrays => new[] { (Output.Array, Cell.OutputSize) };

    protected CellLayer Cell { get; }

    /// <summary>Binary places of the hidden state.</summary>
    protected int Places { get; }

    protected int InputCount => Cell.InputSize;

    protected int StateCount => Cell.OutputSize;

    protected long RowMacs => InputCount + StateCount;

    public override void EmitFields(CodeWriter writer)
    {
        writer.Line($"// What {Name} keeps and works on.");
        foreach ((string name, int length) in Arrays)
        {
            int[]? initial = InitialOf(name);
            writer.Line($"private readonly int[] {name} = {(initial is null ? $"new int[{length}]" : $"{{ {string.Join(", ", initial)} }}")};");
        }
    }

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        foreach (FixedMatrix matrix in matrices) matrix.EmitTable(writer, functions, LoopedRows(matrix));
        foreach (StatePiece piece in State.Where(piece => piece.Initial is not null))
            WeightRows.Emit(writer, $"private static readonly int[] {piece.Initial} = ", InitialOf(piece.Array)!, ";");
    }

    public sealed override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"// {Description}, weights of {(Format == WeightFormat.Int8 ? 8 : 16)} bits: {ShapeDescription}.");
        using (writer.Block($"private void {Name}(int[] x{string.Concat(Arrays.Select(a => ", int[] " + Parameter(a.Name)))})"))
        {
            string[] columns = Load(writer, "x", "x", InputCount, IsInputRead).Concat(Load(writer, "hidden", "h", StateCount, IsStateRead)).ToArray();
            if (matrices.Any(matrix => LoopedRows(matrix) > 0)) writer.Line(FixedMatrix.RowLocal(Format));
            EmitStep(writer, functions, columns);
        }
    }

    public override void EmitCall(CodeWriter writer) =>
        writer.Line($"{Name}({input.Array}{string.Concat(Arrays.Select(a => ", " + a.Name))});");

    /// <summary>The body behind the values in locals.</summary>
    protected abstract void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns);

    /// <summary>The initial values of a state's array; null for zeros.</summary>
    protected virtual int[]? InitialOf(string array) =>
        array == Output.Array && Cell.InitialHidden is { } initial ? Fixed.Of(initial, Places, Fixed.One) : null;

    /// <summary>How many rows of a matrix a loop runs over.</summary>
    protected virtual int LoopedRows(FixedMatrix matrix) => Looped;

    protected string? Initial(string name, Tensor? initial) => initial is null ? null : Name + name;

    /// <summary>A gate's rows over input and hidden state, with all of its bias.</summary>
    protected int Plan(int gate, FixedFunction function) =>
        Plan(GateName(gate), gate, function, Cell.InputWeights, Cell.RecurrentWeights, Cell.InputBias, Cell.RecurrentBias);

    /// <summary>A gate's rows over either of them, or both.</summary>
    protected int Plan(string name, int gate, FixedFunction function, Tensor? inputWeights, Tensor? recurrentWeights, Tensor? bias, Tensor? secondBias)
    {
        var rows = new List<(double[], double)>();
        for (int row = gate * Units; row < (gate + 1) * Units; row++)
        {
            double start = (bias?[row] ?? 0d) + (secondBias?[row] ?? 0d) + function.Shift;
            var weights = new List<double>();
            for (int i = 0; inputWeights is not null && i < InputCount; i++)
            {
                weights.Add(inputWeights[row, i] * input.Units[i]);
                start += inputWeights[row, i] * input.Offsets[i];
            }
            for (int i = 0; recurrentWeights is not null && i < StateCount; i++) weights.Add(recurrentWeights[row, i] * Fixed.Unit(Places));
            rows.Add((weights.ToArray(), start));
        }
        return Plan(name, $"the {Cell.Gates[gate]} rows of {Cell.Describe()}", rows, function.SumUnit, inputWeights is not null, recurrentWeights is not null);
    }

    /// <summary>Rows of any kind.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="what">What they are, for a message.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="unit">The real size of 1 of their sums.</param>
    /// <param name="inputs">Whether their first columns are those of the input.</param>
    /// <param name="states">Whether those of the hidden state come then.</param>
    protected int Plan(string name, string what, List<(double[] Weights, double Bias)> rows, double unit, bool inputs = false, bool states = false)
    {
        planned.Add((name, what, rows, unit, inputs, states));
        return planned.Count - 1;
    }

    /// <summary>A column more for a gate's rows, each with a weight of its own.</summary>
    protected void AddColumn(int matrix, Func<int, double> weight)
    {
        List<(double[] Weights, double Bias)> rows = planned[matrix].Rows;
        for (int i = 0; i < rows.Count; i++) rows[i] = (rows[i].Weights.Append(weight(i)).ToArray(), rows[i].Bias);
    }

    /// <summary>Quantises all rows that were planned.</summary>
    protected void Quantise()
    {
        ValueShift = ValuePlaces.Lost(planned.SelectMany(p => p.Rows).ToArray(), Format);
        matrices = planned.Select(p => new FixedMatrix(
            Name + p.Name, p.What, p.Rows.Select(row => row.Weights.Select(w => w * (1 << ValueShift)).ToArray()).ToArray(),
            p.Rows.Select(row => row.Bias).ToArray(), p.Unit, Limit, Format)).ToArray();
    }

    /// <summary>Whether a planned matrix reads a column.</summary>
    protected bool Reads(int matrix, int column) => matrices[matrix].Reads(column, LoopedRows(matrices[matrix]));

    /// <summary>A matrix that was planned.</summary>
    protected FixedMatrix Matrix(int planned) => matrices[planned];

    /// <summary>A function of a row's sum.</summary>
    protected string Of(CodeWriter writer, FunctionLibrary functions, FixedFunction function, int matrix, Unit unit, IReadOnlyList<string> columns) =>
        function.Of(functions, function.Name is null ? Matrix(matrix).Sum(writer, unit, columns) : Matrix(matrix).Rescaled(writer, unit, columns));

    protected FixedFunction Gate(ActivationFunction function) =>
        FixedFunction.Gate(function, Format) ?? throw Refused("gates", function, "a sigmoid, a hard sigmoid of a slope above 0 or a step");

    protected FixedFunction Value(ActivationFunction function, int? places) =>
        FixedFunction.Value(function, places, Format) ?? throw Refused("values", function, places is null ? "tanh or hard tanh" : "tanh, hard tanh, a sigmoid or ReLU");

    protected static bool CanClose(ActivationFunction function) => function.CanClose;

    /// <summary>A block behind a guard where work can be left out, else the same without it.</summary>
    protected void Guarded(CodeWriter writer, bool guard, string condition, long macs, Action body)
    {
        if (!guard || !Options.Skipping)
        {
            body();
            return;
        }
        using (writer.Block($"if ({condition})")) body();
        CountSkipped(writer, macs);
    }

    private bool IsInputRead(int input) => Enumerable.Range(0, planned.Count).Any(m => planned[m].Inputs && Reads(m, input));

    private bool IsStateRead(int unit) => Enumerable.Range(0, planned.Count).Any(m => planned[m].States && Reads(m, (planned[m].Inputs ? InputCount : 0) + unit));

    private ArgumentException Refused(string what, ActivationFunction function, string possible) =>
        new($"integer weights allow for {what} of {Cell.Kind} {possible}, but {function} is given.");

    // "gru1Hidden" is "hidden" inside the method.
    private string Parameter(string field) => char.ToLowerInvariant(field[Name.Length]) + field.Substring(Name.Length + 1);

    private string GateName(int gate) => char.ToUpperInvariant(Cell.Gates[gate][0]) + Cell.Gates[gate].Substring(1);
}
