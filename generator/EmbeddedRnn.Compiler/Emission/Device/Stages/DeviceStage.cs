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

    /// <summary>True for a stage that takes a sequence from its last step to its first.</summary>
    public virtual bool RunsBackward => false;

    /// <summary>What is kept from step to step, in the order of the model's state.</summary>
    public virtual IReadOnlyList<StatePiece> State => Array.Empty<StatePiece>();

    /// <summary>The instance's fields.</summary>
    public virtual void EmitFields(CodeWriter writer)
    {
    }

    /// <summary>The weights.</summary>
    public virtual void EmitWeights(CodeWriter writer)
    {
    }

    /// <summary>The method.</summary>
    public abstract void EmitMethod(CodeWriter writer, FunctionLibrary functions);

    /// <summary>The statement, or statements, that run the method on one step.</summary>
    public abstract void EmitCall(CodeWriter writer);

    /// <summary>The array's name as a field: "gru1Hidden".</summary>
    protected string Field(string what) => char.ToLowerInvariant(Name[0]) + Name.Substring(1) + what;
}
