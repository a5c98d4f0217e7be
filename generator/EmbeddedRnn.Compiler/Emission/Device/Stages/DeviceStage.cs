using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// One layer in generated code: its fields, its weights, and the method that takes it one step further. Every sum runs in one
/// fixed order: the bias first, then the products from the first column to the last.
/// </summary>
internal abstract class DeviceStage
{
    protected DeviceStage(string name, Slot output)
    {
        Name = name;
        Output = output;
    }

    /// <summary>The name of its method, which starts the names of its fields: "Gru1".</summary>
    public string Name { get; }

    /// <summary>Where its values of a step are found.</summary>
    public Slot Output { get; }

    /// <summary>The layer in words.</summary>
    public abstract string Description { get; }

    /// <summary>The shape of its code; set before anything is written.</summary>
    public DeviceShape Shape { get; set; } = DeviceShape.Looped;

    /// <summary>What the code does besides the arithmetic.</summary>
    public DeviceOptions Options { get; set; } = DeviceOptions.Default;

    /// <summary>Units that can be written out one by one; 0 where there is nothing to choose.</summary>
    public virtual int Units => 0;

    /// <summary>True where a row can be a loop over its columns.</summary>
    public virtual bool HasColumnLoops => true;

    /// <summary>True where the rows of an update gate can be written out before whole units are.</summary>
    public virtual bool HasGateRows => false;

    /// <summary>True where the rows can be added up column after column, so that a column can be left out.</summary>
    public virtual bool HasColumns => false;

    /// <summary>True where so many columns are left out that this may be faster than rows.</summary>
    public virtual bool MayProfitFromColumns => false;

    /// <summary>Multiply-accumulates of a step when nothing is skipped.</summary>
    public abstract long Macs { get; }

    /// <summary>Multiply-accumulates of a step that go column after column where the shape does.</summary>
    public virtual long ColumnMacs => Macs;

    /// <summary>Multiply-accumulates that are done whatever the gates say.</summary>
    public virtual long LeastMacs => Macs;

    /// <summary>True for a stage that takes a sequence from its last step to its first.</summary>
    public virtual bool RunsBackward => false;

    /// <summary>What is kept from step to step, in the order of the model's state.</summary>
    public virtual IReadOnlyList<StatePiece> State => Array.Empty<StatePiece>();

    /// <summary>The instance's arrays: names and lengths.</summary>
    public virtual IReadOnlyList<(string Name, int Length)> Arrays => Array.Empty<(string, int)>();

    /// <summary>The shape in words.</summary>
    public string ShapeDescription => Units == 0 ? "a loop over values" : (Shape with { ColumnLoops = Shape.ColumnLoops && HasColumnLoops }).Describe(Units);

    /// <summary>The rows that loops run over, of so many rows.</summary>
    protected int Looped => Math.Max(0, Units - Shape.Units);

    /// <summary>The instance's fields.</summary>
    public virtual void EmitFields(CodeWriter writer)
    {
    }

    /// <summary>The weights.</summary>
    public virtual void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
    }

    /// <summary>The method.</summary>
    public abstract void EmitMethod(CodeWriter writer, FunctionLibrary functions);

    /// <summary>The statement, or statements, that run the method on one step.</summary>
    public abstract void EmitCall(CodeWriter writer);

    /// <summary>The array's name as a field: "gru1Hidden".</summary>
    protected string Field(string what) => char.ToLowerInvariant(Name[0]) + Name.Substring(1) + what;

    /// <summary>Counts multiply-accumulates that the code here does.</summary>
    protected void CountDone(CodeWriter writer, long macs)
    {
        if (Options.CountMacs && macs > 0) writer.Line($"MacsDone += {Literal.Of(macs)};");
    }

    /// <summary>The other side of a guard, where multiply-accumulates are counted that it skips.</summary>
    protected void CountSkipped(CodeWriter writer, long macs)
    {
        if (Options.CountMacs && macs > 0) writer.Line($"else MacsSkipped += {Literal.Of(macs)};");
    }
}
