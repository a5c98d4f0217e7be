using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>A part of the memory that one instance owns.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Offset">Its first value.</param>
/// <param name="Length">Values in use; memory is padded to a multiple of 16.</param>
/// <param name="Comment">What it holds.</param>
public sealed record Region(string Name, int Offset, int Length, string Comment)
{
    /// <summary>Length with padding: a vector of any width stays inside.</summary>
    public int Padded => Pad(Length);

    internal static int Pad(int length) => (length + 15) / 16 * 16;
}

/// <summary>A cell as passes over regions of memory: what every kernel of the class does.</summary>
public sealed class CellPlan
{
    private readonly List<Region> regions = new();

    internal CellPlan(CellLayer layer) => Layer = layer;

    /// <summary>The cell.</summary>
    public CellLayer Layer { get; }

    /// <summary>The memory of one instance.</summary>
    public IReadOnlyList<Region> Regions => regions;

    /// <summary>Values of that memory.</summary>
    public int MemoryLength => regions.Sum(r => r.Padded);

    /// <summary>The passes of one step, in order. The last one makes the hidden state.</summary>
    public IReadOnlyList<Pass> Passes { get; internal set; } = new Pass[0];

    internal void Add(string name, int length, string comment) => regions.Add(new Region(name, MemoryLength, length, comment));

    /// <summary>True where the last pass cannot store the hidden state while later blocks still read the old one.</summary>
    public bool NeedsNext(PassPlan last) => !last.SingleBlock && last.Pass.Operands.Any(o => o.Variable == "hidden");
}
