using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// What the recurrent cells share. The input and the hidden state lie one after the other in one array, as the input and the
/// recurrent weights of a unit lie in one row, so that a gate is one loop.
/// </summary>
internal abstract class CellStage : DeviceStage
{
    private readonly Slot input;
    private readonly Slot? copyTo;
    private readonly bool backward;

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

    public override bool RunsBackward => backward;

    public override IReadOnlyList<StatePiece> State =>
        new[] { new StatePiece(Memory, Cell.InputSize, Cell.OutputSize, Cell.InitialHidden is null ? null : Name + "InitialHidden") };

    /// <summary>The array of input and hidden state.</summary>
    protected string Memory => Hidden(Name, Cell).Array;

    protected CellLayer Cell { get; }

    protected int Inputs => Cell.InputSize;

    /// <summary>Length of a row: inputs and hidden state.</summary>
    protected int Columns => Cell.InputSize + Cell.OutputSize;

    /// <summary>A cell's stage.</summary>
    public static CellStage Of(string name, CellLayer cell, Slot input, Slot? copyTo, bool backward) => cell switch
    {
        RnnLayer rnn => new RnnStage(name, rnn, input, copyTo, backward),
        GruLayer gru => new GruStage(name, gru, input, copyTo, backward),
        _ => new LstmStage(name, (LstmLayer)cell, input, copyTo, backward),
    };

    public override void EmitFields(CodeWriter writer)
    {
        writer.Line($"// The input of {Name}, then its hidden state.");
        EmitMemory(writer, Memory, Cell.InputSize, Cell.OutputSize, Cell.InitialHidden);
    }

    public override void EmitWeights(CodeWriter writer)
    {
        for (int gate = 0; gate < Cell.Gates.Count; gate++)
        {
            int first = gate * Cell.HiddenSize;
            WeightRows.Emit(writer, Rows(gate), Enumerable.Range(first, Cell.HiddenSize)
                .Select(row => WeightRows.Row(Cell.InputWeights, row).Concat(WeightRows.Row(Cell.RecurrentWeights, row)).ToArray()));
            EmitBiases(writer, gate, first);
        }
        if (Cell.InitialHidden is not null) WeightRows.Emit(writer, Name + "InitialHidden", Cell.InitialHidden.ToArray());
    }

    public sealed override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"// {Cell.Describe()}.");
        using (writer.Block($"private void {Name}(float[] x, int at)"))
        {
            writer.Line($"float[] memory = {Memory};");
            writer.Line($"Array.Copy(x, at, memory, 0, {Inputs});");
            EmitStep(writer, functions);
        }
    }

    public override void EmitCall(CodeWriter writer)
    {
        writer.Line($"{Name}({input.Array}, {input.At});");
        if (copyTo is not null) writer.Line($"Array.Copy({Memory}, {Inputs}, {copyTo.Array}, {copyTo.At}, {Cell.OutputSize});");
    }

    /// <summary>The body behind the copy of the input.</summary>
    protected abstract void EmitStep(CodeWriter writer, FunctionLibrary functions);

    /// <summary>The gate's biases. Both are only ever added together in most gates, and so are one.</summary>
    protected virtual void EmitBiases(CodeWriter writer, int gate, int first)
    {
        if (HasBias) WeightRows.Emit(writer, Bias(gate), Enumerable.Range(first, Cell.HiddenSize).Select(Sum).ToArray());
    }

    /// <summary>Declares a sum: the bias of a unit's gate and the products of its row, first to last; the first sum in a loop declares the row.</summary>
    protected void EmitSum(CodeWriter writer, string sum, int gate, string values, bool first = false)
    {
        writer.Line($"{(first ? "float[] " : "")}row = {Rows(gate)}[u];");
        writer.Line($"float {sum} = {(HasBias ? $"{Bias(gate)}[u]" : "0f")};");
        writer.Line($"for (int k = 0; k < {Columns}; k++) {sum} += row[k] * {values}[k];");
    }

    protected void EmitMemory(CodeWriter writer, string field, int before, int length, Tensor? initial)
    {
        writer.Line(initial is null
            ? $"private readonly float[] {field} = new float[{before + length}];"
            : $"private readonly float[] {field} = {{ {string.Join(", ", new float[before].Concat(initial.ToArray()).Select(Literal.Of))} }};");
    }

    protected string Activated(FunctionLibrary functions, int function, string value) => functions.Call(Cell.Functions[function], Cell.Clip, value);

    /// <summary>Takes a variable through one of the cell's functions; nothing for the identity.</summary>
    protected void EmitActivation(CodeWriter writer, FunctionLibrary functions, int function, string variable)
    {
        string value = Activated(functions, function, variable);
        if (value != variable) writer.Line($"{variable} = {value};");
    }

    protected string Rows(int gate) => Name + GateName(gate);

    protected string Bias(int gate) => Name + GateName(gate) + "Bias";

    private bool HasBias => Cell.InputBias is not null || Cell.RecurrentBias is not null;

    private static Slot Hidden(string name, CellLayer cell) => new(char.ToLowerInvariant(name[0]) + name.Substring(1) + "Memory", Literal.Of(cell.InputSize), cell.OutputSize);

    private string GateName(int gate) => char.ToUpperInvariant(Cell.Gates[gate][0]) + Cell.Gates[gate].Substring(1);

    private float Sum(int row) => (float)((double)(Cell.InputBias?[row] ?? 0) + (Cell.RecurrentBias?[row] ?? 0));
}
