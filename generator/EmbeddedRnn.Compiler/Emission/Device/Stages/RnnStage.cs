using System.Collections.Generic;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>h' = f(W x + U h + b).</summary>
internal sealed class RnnStage : CellStage
{
    public RnnStage(string name, RnnLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
    }

    protected override IEnumerable<(Matrix Matrix, int Looped)> Matrices => new[] { (Gate(0), Looped) };

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        EmitSumLocals(writer, Looped > 0, InputCount + StateCount);
        EmitUnits(writer, unit => writer.Line($"{Written}[{unit.Text}] = {Activated(functions, Cell.Functions[0], Sum(writer, Gate(0), unit, Inputs, OldState))};"));
        if (!InPlace) writer.Line($"Array.Copy(next, 0, hidden, 0, {StateCount});");
        CountDone(writer, Macs);
    }
}
