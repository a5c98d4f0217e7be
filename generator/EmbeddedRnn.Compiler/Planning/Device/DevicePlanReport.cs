using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device;

/// <summary>What a class of the device profile takes and does, as planned: within 2 % of what the C# compiler makes of it.</summary>
public sealed record DevicePlanReport
{
    /// <summary>The class.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>The budget that it was planned for.</summary>
    public int IlBudget { get; init; }

    /// <summary>Bytes of IL of all methods in a .pe file, the static constructor included.</summary>
    public int IlBytes { get; init; }

    /// <summary>Bytes of the data from which static arrays are made.</summary>
    public int StaticBytes { get; init; }

    /// <summary>The arrays of constants that this data is; of those of all classes, equal ones are stored once.</summary>
    public int StaticArrays { get; init; }

    /// <summary>Bytes on the managed heap for all instances together: the arrays made from the static data.</summary>
    public int SharedHeapBytes { get; init; }

    /// <summary>Bytes more while those are made, before there is an instance: the largest matrix is there as one array and as its rows.</summary>
    public int LoadingHeapBytes { get; init; }

    /// <summary>Bytes on the managed heap for an instance: states and buffers of one step.</summary>
    public int InstanceHeapBytes { get; init; }

    /// <summary>Bytes for an instance and each step of its longest sequence; 0 where the network streams.</summary>
    public int SequenceHeapBytes { get; init; }

    /// <summary>Bytes of locals and evaluation stack where the calls are deepest, 12 a slot.</summary>
    public int StackBytes { get; init; }

    /// <summary>Multiply-accumulates of a step when nothing is skipped.</summary>
    public long Macs { get; init; }

    /// <summary>Multiply-accumulates of a step when every gate that can be closed is.</summary>
    public long LeastMacs { get; init; }

    /// <summary>What a step executes when nothing is skipped.</summary>
    public DeviceWork Dense { get; init; } = new(0, 0);

    /// <summary>What it executes when half of the guards find their gate closed.</summary>
    public DeviceWork Half { get; init; } = new(0, 0);

    /// <summary>What it executes when every guard finds its gate closed.</summary>
    public DeviceWork Least { get; init; } = new(0, 0);

    /// <summary>The layers, in the order of their methods.</summary>
    public IReadOnlyList<DeviceStageReport> Stages { get; init; } = new DeviceStageReport[0];

    /// <summary>The methods, in the order of the code.</summary>
    public IReadOnlyList<DeviceMethodReport> Methods { get; init; } = new DeviceMethodReport[0];

    /// <summary>True where the smallest code is larger than the budget.</summary>
    public bool IsOverBudget => IlBytes > IlBudget;
}

/// <summary>Instructions that a step executes, and what they take on nanoCLR on a desktop core; ratios carry over to a board.</summary>
/// <param name="Instructions">Instructions of IL.</param>
/// <param name="Nanoseconds">By the measured costs of the interpreter.</param>
public sealed record DeviceWork(double Instructions, double Nanoseconds);

/// <summary>A layer's share.</summary>
/// <param name="Name">The name of its method: "Gru1".</param>
/// <param name="Layer">The layer in words.</param>
/// <param name="Shape">The shape in words.</param>
/// <param name="IlBytes">Bytes of its method.</param>
/// <param name="StaticBytes">Bytes of its static data.</param>
/// <param name="Macs">Multiply-accumulates of a step when nothing is skipped.</param>
/// <param name="Dense">What a step executes when nothing is skipped.</param>
/// <param name="Half">When half of the guards find their gate closed.</param>
/// <param name="Least">When every guard does.</param>
public sealed record DeviceStageReport(
    string Name, string Layer, string Shape, int IlBytes, int StaticBytes, long Macs, DeviceWork Dense, DeviceWork Half, DeviceWork Least);

/// <summary>A method against the limits of the interpreter.</summary>
/// <param name="Name">The method; "static" for the class's static constructor.</param>
/// <param name="IlBytes">Bytes of its IL in a .pe file.</param>
/// <param name="LongestBranch">The longest jump in bytes.</param>
/// <param name="Locals">Local variables, at most.</param>
/// <param name="Stack">Depth of the evaluation stack, at most.</param>
public sealed record DeviceMethodReport(string Name, int IlBytes, int LongestBranch, int Locals, int Stack);
