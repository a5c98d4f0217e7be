using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// i, f, o = s(...); g = tanh(...); c' = f * c + i * g; h' = o * tanh(c'), or P (o * tanh(c')). Peepholes: i and f see the old
/// c, o the new one. Coupled: f = 1 - i. Where i is exactly 0, the candidate is not computed, where o is, tanh is not. By columns,
/// what a step leaves out is instead the columns of h that were 0 behind closed output gates in the step before.
/// </summary>
internal sealed class LstmStage : CellStage
{
    private readonly LstmLayer cell;
    private readonly Matrix? projection;

    public LstmStage(string name, LstmLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
        this.cell = cell;
        if (cell.Projection is { } tensor) projection = new Matrix(name + "Projection", null, Enumerable.Range(0, tensor.Rows).Select(row => WeightRows.Row(tensor, row)).ToArray());
    }

    public override bool HasColumns => OutputGateFunction.CanClose && projection is null && InputCount + (1 + cell.Gates.Count) * Units <= MostLocals;

    // A gate that is 0 or 1 is closed about half of the time, one that has to saturate for it seldom: then statements by columns
    // would cost more than they leave out.
    public override bool MayProfitFromColumns => Options.Skipping && OutputGateFunction.Kind == ActivationKind.Step;

    public override long LeastMacs => (Options.Skipping, Shape.ByColumns) switch
    {
        (true, true) => Macs - (long)cell.Gates.Count * Units * StateCount,
        (true, false) when InputFunction.CanClose => Macs - (InputCount + StateCount) * (long)Units,
        _ => Macs,
    };

    public override IReadOnlyList<StatePiece> State =>
        base.State.Append(new StatePiece(Field("Cell"), 0, cell.HiddenSize, cell.InitialCell is null ? null : Name + "InitialCell")).ToArray();

    public override IReadOnlyList<(string Name, int Length)> Arrays =>
        base.Arrays.Append((Field("Cell"), Units)).Concat(RolledColumns ? new[] { (Field("Sums"), Sums.Count) } : Enumerable.Empty<(string, int)>()).ToArray();

    // A projection reads the products of all units; by columns every sum is ready before the first unit is written.
    protected override bool InPlace => projection is null && (Shape.ByColumns || base.InPlace);

    protected override bool InLoops => base.InLoops || RolledColumns;

    protected override IEnumerable<(Matrix Matrix, int Looped)> Matrices => Shape.ByColumns ? Enumerable.Empty<(Matrix, int)>() :
        Enumerable.Range(0, cell.Gates.Count).Select(gate => (Gate(gate), Looped))
            .Concat(projection is null ? Enumerable.Empty<(Matrix, int)>() : new[] { (projection, LoopedProjection) });

    // Rows i, f, g, o in the weights and i, f, o in the peepholes; coupled, the f row is missing in both.
    private int Candidate => cell.Coupled ? 1 : 2;

    private int OutputGate => cell.Coupled ? 2 : 3;

    // Products of a row that are counted with its unit.
    private long RowMacs => Shape.ByColumns ? 0 : InputCount + StateCount;

    private bool RolledColumns => Shape.ByColumns && Shape.Units == 0;

    private ColumnSums Sums => new(Name, Enumerable.Range(0, cell.Gates.Count).Select(Gate).ToArray());

    private int LoopedProjection => Looped > 0 ? StateCount : 0;

    private ActivationFunction InputFunction => cell.InputFunction;

    private ActivationFunction ForgetFunction => cell.ForgetFunction ?? cell.InputFunction;

    private ActivationFunction OutputGateFunction => cell.OutputGateFunction;

    public override void EmitFields(CodeWriter writer)
    {
        base.EmitFields(writer);
        EmitMemory(writer, Field("Cell"), cell.HiddenSize, cell.InitialCell);
    }

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        base.EmitWeights(writer, functions);
        if (RolledColumns)
        {
            functions.Require("Rows");
            Sums.EmitTables(writer);
        }
        if (cell.InitialCell is not null) WeightRows.Emit(writer, Name + "InitialCell", cell.InitialCell.ToArray());
        if (cell.Peepholes is { } peepholes && Looped > 0)
        {
            for (int row = 0; row < peepholes.Rows; row++) WeightRows.Emit(writer, Peephole(row), WeightRows.Row(peepholes, row).Take(Looped).ToArray());
        }
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        if (Shape.ByColumns) EmitColumns(writer);
        else EmitSumLocals(writer, Looped > 0, System.Math.Max(InputCount + StateCount, projection is null ? 0 : Units));
        writer.Line("float c, input, forget, output, candidate;");
        EmitUnits(writer, unit => EmitUnit(writer, functions, unit));
        if (projection is not null) EmitProjection(writer);
        else if (!InPlace) writer.Line($"Array.Copy(next, 0, hidden, 0, {cell.HiddenSize});");
    }

    private void EmitUnit(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        bool guards = InputFunction.CanClose;
        writer.Line($"c = cell[{unit.Text}];");
        EmitGate(writer, functions, InputFunction, "input", 0, 0, unit);
        if (cell.Coupled) writer.Line("forget = 1f - input;");
        else EmitGate(writer, functions, ForgetFunction, "forget", 1, 1, unit);
        CountDone(writer, (cell.Coupled ? 1 : 2) * (RowMacs + PeepholeMacs));
        writer.Line(ForgetFunction.CanClose ? "c = forget == 0f ? 0f : c * forget;" : "c *= forget;");
        void EmitCandidate()
        {
            string sum = RowSum(writer, Candidate, unit);
            writer.Line($"candidate = {Activated(functions, cell.CandidateFunction, sum)};");
            CountDone(writer, RowMacs);
        }

        if (!guards)
        {
            EmitCandidate();
            writer.Line("c += input * candidate;");
        }
        else if (Options.Skipping)
        {
            using (writer.Block("if (input != 0f)"))
            {
                EmitCandidate();
                writer.Line("c += input * candidate;");
            }
            if (Options.CountMacs && RowMacs > 0)
            {
                using (writer.Block("else"))
                {
                    writer.Line("c += 0f;");
                    writer.Line($"MacsSkipped += {Literal.Of(RowMacs)};");
                }
            }
            else
            {
                writer.Line("else c += 0f;");
            }
        }
        else
        {
            EmitCandidate();
            writer.Line("c += input != 0f ? input * candidate : 0f;");
        }
        writer.Line($"cell[{unit.Text}] = c;");
        EmitGate(writer, functions, OutputGateFunction, "output", OutputGate, cell.Coupled ? 1 : 2, unit);
        CountDone(writer, RowMacs + PeepholeMacs);
        EmitOutput(writer, functions, unit);
    }

    private string RowSum(CodeWriter writer, int gate, Unit unit) =>
        !Shape.ByColumns ? Sum(writer, Gate(gate), unit, Inputs, OldState)
        : unit.Number is { } number ? ColumnSums.Local(gate * Units + number)
        : gate == 0 ? "sums[u]" : $"sums[{Literal.Of(gate * Units)} + u]";

    private void EmitColumns(CodeWriter writer)
    {
        EmitSumLocals(writer, false, InputCount);
        ColumnSums sums = Sums;
        string Counted(string name) => Options.CountMacs ? $"{name} += {Literal.Of(sums.Count)};" : "";
        if (RolledColumns) sums.EmitLoops(writer, InputCount, "hidden", StateCount, Options.Skipping, Counted("MacsDone"), Counted("MacsSkipped"));
        else sums.EmitWritten(writer, Inputs, OldState, Options.Skipping, Counted("MacsDone"), Counted("MacsSkipped"));
        CountDone(writer, (long)sums.Count * InputCount);
    }

    private int PeepholeMacs => cell.Peepholes is null ? 0 : 1;

    private void EmitOutput(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        string value = Activated(functions, cell.OutputFunction, "c");
        if (!OutputGateFunction.CanClose)
        {
            writer.Line($"{Written}[{unit.Text}] = output * {value};");
        }
        else if (Options.Skipping)
        {
            writer.Line($"{Written}[{unit.Text}] = output != 0f ? output * {value} : 0f;");
        }
        else
        {
            writer.Line($"candidate = {value};");
            writer.Line($"{Written}[{unit.Text}] = output != 0f ? output * candidate : 0f;");
        }
    }

    private void EmitProjection(CodeWriter writer)
    {
        var units = new Columns("next", "0", "p", Units, 0);
        if (LoopedProjection > 0)
        {
            using (writer.Block($"for (int u = 0; u < {StateCount}; u++)")) writer.Line($"hidden[u] = {Sum(writer, projection!, Unit.Variable, units)};");
        }
        else
        {
            for (int p = 0; p < StateCount; p++) writer.Line($"hidden[{p}] = {Sum(writer, projection!, Unit.At(p), units)};");
        }
        CountDone(writer, (long)StateCount * Units);
    }

    private void EmitGate(CodeWriter writer, FunctionLibrary functions, ActivationFunction function, string gate, int rows, int peephole, Unit unit)
    {
        string sum = RowSum(writer, rows, unit);
        if (cell.Peepholes is { } peepholes)
            sum += unit.Number is { } number ? $" + {Literal.Of(peepholes[peephole, number])} * c" : $" + {Peephole(peephole)}[u] * c";
        writer.Line($"{gate} = {Activated(functions, function, sum)};");
    }

    private string Peephole(int row) => $"{Name}{(row == 0 ? "Input" : row == cell.Peepholes!.Rows - 1 ? "Output" : "Forget")}Peephole";
}
