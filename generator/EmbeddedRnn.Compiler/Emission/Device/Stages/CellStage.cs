using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// What the recurrent cells share. The input and the old hidden state are taken into locals, so that the units can write the new
/// state one by one where the old one was; where there are too many of them, or where columns are loops, the new state is made
/// beside the old one.
/// </summary>
internal abstract class CellStage : DeviceStage
{
    // A method can have 255 locals; these are left for all others.
    private const int OtherLocals = 15;
    protected const int MostLocals = 255 - OtherLocals;

    private readonly Slot input;
    private readonly Slot? copyTo;
    private readonly bool backward;
    private readonly Dictionary<string, Matrix> matrices = new();

    /// <param name="name">The method's name.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="input">Where its input is.</param>
    /// <param name="copyTo">Where the hidden state of every step is kept, for a sequence; null where the state itself is the output.</param>
    /// <param name="backward">True to run from the last step to the first.</param>
    protected CellStage(string name, CellLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, copyTo ?? Hidden(name, cell))
    {
        Cell = cell;
        this.input = input;
        this.copyTo = copyTo;
        this.backward = backward;
    }

    public override string Description => Cell.Describe();

    public override int Units => Cell.HiddenSize;

    public override long Macs => Cell.MacsPerStep;

    public override bool RunsBackward => backward;

    public override IReadOnlyList<StatePiece> State =>
        new[] { new StatePiece(Memory, 0, Cell.OutputSize, Cell.InitialHidden is null ? null : Name + "InitialHidden") };

    public override IReadOnlyList<(string Name, int Length)> Arrays =>
        new[] { (Memory, Cell.OutputSize) }.Concat(InPlace ? Array.Empty<(string, int)>() : new[] { (Field("Next"), Cell.HiddenSize) }).ToArray();

    protected CellLayer Cell { get; }

    protected int InputCount => Cell.InputSize;

    protected int StateCount => Cell.OutputSize;

    /// <summary>True where the new state is written over the old one, unit by unit.</summary>
    protected virtual bool InPlace => StateLocals == StateCount;

    /// <summary>The values of the input.</summary>
    protected Columns Inputs => new("x", "at", "x", InputCount, InLoops ? 0 : Math.Min(InputCount, MostLocals - StateLocals));

    /// <summary>The values of the old hidden state.</summary>
    protected Columns OldState => new("hidden", "0", "h", StateCount, StateLocals);

    /// <summary>The array that units write: the hidden state or what becomes it.</summary>
    protected string Written => InPlace ? "hidden" : "next";

    /// <summary>True where loops run over the values of input and state, so that locals would not help.</summary>
    protected virtual bool InLoops => Shape.ColumnLoops;

    /// <summary>The array of the hidden state.</summary>
    private string Memory => Hidden(Name, Cell).Array;

    private int StateLocals => InLoops ? 0 : Math.Min(StateCount, MostLocals);

    /// <summary>A cell's stage.</summary>
    public static CellStage Of(string name, CellLayer cell, Slot input, Slot? copyTo, bool backward) => cell switch
    {
        RnnLayer rnn => new RnnStage(name, rnn, input, copyTo, backward),
        GruLayer { Reset: ResetPosition.After } gru => new GruAfterStage(name, gru, input, copyTo, backward),
        GruLayer gru => new GruBeforeStage(name, gru, input, copyTo, backward),
        _ => new LstmStage(name, (LstmLayer)cell, input, copyTo, backward),
    };

    public override void EmitFields(CodeWriter writer)
    {
        writer.Line($"// What {Name} keeps and works on.");
        EmitMemory(writer, Memory, StateCount, Cell.InitialHidden);
        foreach ((string name, int length) in Arrays.Where(a => State.All(piece => piece.Array != a.Name))) EmitMemory(writer, name, length, null);
    }

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        foreach ((Matrix matrix, int looped) in Matrices)
        {
            if (looped > 0) functions.Require("Rows");
            matrix.EmitTable(writer, looped);
        }
        if (Cell.InitialHidden is not null) WeightRows.Emit(writer, Name + "InitialHidden", Cell.InitialHidden.ToArray());
    }

    public sealed override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        if (Shape.ColumnLoops) functions.Require("Products");
        writer.Line($"// {Cell.Describe()}: {ShapeDescription}.");
        using (writer.Block($"private void {Name}(float[] x, int at{string.Concat(Arrays.Select(a => ", float[] " + Parameter(a.Name)))})"))
        {
            Inputs.EmitLoads(writer);
            OldState.EmitLoads(writer);
            EmitStep(writer, functions);
        }
    }

    public override void EmitCall(CodeWriter writer)
    {
        writer.Line($"{Name}({input.Array}, {input.At}{string.Concat(Arrays.Select(a => ", " + a.Name))});");
        if (copyTo is not null) writer.Line($"Array.Copy({Memory}, 0, {copyTo.Array}, {copyTo.At}, {StateCount});");
    }

    /// <summary>The matrices of the cell, and how many rows of each stand in a static array.</summary>
    protected abstract IEnumerable<(Matrix Matrix, int Looped)> Matrices { get; }

    /// <summary>The body behind the values in locals.</summary>
    protected abstract void EmitStep(CodeWriter writer, FunctionLibrary functions);

    /// <summary>The units, those in a loop first, then those that are written out.</summary>
    protected void EmitUnits(CodeWriter writer, Action<Unit> emit)
    {
        if (Looped > 0)
        {
            using (writer.Block($"for (int u = 0; u < {Looped}; u++)")) emit(Unit.Variable);
        }
        for (int unit = Looped; unit < Units; unit++)
        {
            writer.Line($"// Unit {Literal.Of(unit)}.");
            emit(Unit.At(unit));
        }
    }

    /// <summary>Declares what sums need: the row of a table, and a part of a sum that is too long for one statement.</summary>
    protected void EmitSumLocals(CodeWriter writer, bool tables, int columns)
    {
        if (tables) writer.Line("float[] row;");
        if (!Shape.ColumnLoops && Matrix.NeedsSum(columns)) writer.Line("float sum;");
    }

    /// <summary>A unit's sum over input and old state.</summary>
    protected string Sum(CodeWriter writer, Matrix matrix, Unit unit, params Columns[] columns) => matrix.Sum(writer, unit, Shape.ColumnLoops, columns);

    /// <summary>A gate's rows over input and hidden state with one bias: both are only ever added together in most gates.</summary>
    protected Matrix Gate(int gate)
    {
        if (!matrices.TryGetValue(Cell.Gates[gate], out Matrix matrix))
        {
            matrices[Cell.Gates[gate]] = matrix = new Matrix(
                Name + GateName(gate), Enumerable.Range(gate * Units, Units).Select(BothBiases).ToArray(),
                Enumerable.Range(gate * Units, Units).Select(row => WeightRows.Row(Cell.InputWeights, row).Concat(WeightRows.Row(Cell.RecurrentWeights, row)).ToArray()).ToArray());
        }
        return matrix;
    }

    /// <summary>A gate's rows of one tensor with its own bias.</summary>
    protected Matrix Half(int gate, string name, Tensor weights, Tensor? bias) =>
        new(Name + name, bias is null ? null : Enumerable.Range(gate * Units, Units).Select(row => bias[row]).ToArray(),
            Enumerable.Range(gate * Units, Units).Select(row => WeightRows.Row(weights, row)).ToArray());

    /// <summary>The unit's own old state, where the hidden state is still the old one for it.</summary>
    protected string Own(Unit unit) => unit.Number is { } number ? OldState[number] : $"hidden[{unit.Text}]";

    protected string Activated(FunctionLibrary functions, ActivationFunction function, string value) => functions.Call(function, Cell.Clip, value);

    /// <summary>A product with a gate; +0 where the gate is exactly 0.</summary>
    protected static string Product(ActivationFunction gate, string name, string value) =>
        gate.CanClose ? $"({name} == 0f ? 0f : {name} * {value})" : $"{name} * {value}";

    protected static void EmitMemory(CodeWriter writer, string field, int length, Tensor? initial) =>
        writer.Line(initial is null
            ? $"private readonly float[] {field} = new float[{length}];"
            : $"private readonly float[] {field} = {{ {string.Join(", ", initial.ToArray().Select(Literal.Of))} }};");

    // "gru1Hidden" is "hidden" inside the method.
    private string Parameter(string field) => char.ToLowerInvariant(field[Name.Length]) + field.Substring(Name.Length + 1);

    private static Slot Hidden(string name, CellLayer cell) => new(char.ToLowerInvariant(name[0]) + name.Substring(1) + "Hidden", "0", cell.OutputSize);

    private string GateName(int gate) => char.ToUpperInvariant(Cell.Gates[gate][0]) + Cell.Gates[gate].Substring(1);

    private float BothBiases(int row) => (float)((double)(Cell.InputBias?[row] ?? 0) + (Cell.RecurrentBias?[row] ?? 0));
}
