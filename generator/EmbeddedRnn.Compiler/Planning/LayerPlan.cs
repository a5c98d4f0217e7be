using System;
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

/// <summary>A layer as passes over regions of memory: what every kernel of the class does.</summary>
public sealed class LayerPlan
{
    private readonly Action<Region> added;
    private readonly Func<int> next;
    private readonly List<Region> state = new();

    internal LayerPlan(Layer layer, MemoryPlan memory)
    {
        Layer = layer;
        next = () => memory.Length;
        added = memory.Add;
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>What it leaves out behind closed gates.</summary>
    public SkippingForm Skipping { get; internal set; }

    /// <summary>What is kept from step to step, in the order of the layer's state.</summary>
    public IReadOnlyList<Region> State => state;

    /// <summary>All memory of the layer by the names of its methods' parameters.</summary>
    public Dictionary<string, Region> Regions { get; } = new();

    /// <summary>The passes of one step, in order. The last one makes the result.</summary>
    public IReadOnlyList<Pass> Passes { get; internal set; } = new Pass[0];

    /// <summary>The region that holds the result after a step.</summary>
    public string Result { get; internal set; } = "hidden";

    internal void AddState(string name, int length, string comment)
    {
        Add(name, length, comment);
        state.Add(Regions[name]);
    }

    internal void Add(string name, int length, string comment)
    {
        var region = new Region(name, next(), length, comment);
        Regions.Add(name, region);
        added(region);
    }

    // A region whose first values are state and whose others are scratch.
    internal void AddWithState(string name, int length, int stateLength, string comment)
    {
        Add(name, length, comment);
        if (stateLength > 0) state.Add(Regions[name] with { Length = stateLength });
    }

    /// <summary>True where the last pass cannot store the result while later blocks still read the old one.</summary>
    public bool NeedsNext(PassPlan last) => !last.SingleBlock && last.Pass.Operands.Any(o => o.Variable == Result);
}

/// <summary>The memory of one instance: regions one after the other, each on a 64-byte boundary.</summary>
public sealed class MemoryPlan
{
    private readonly List<Region> regions = new();

    /// <summary>The regions.</summary>
    public IReadOnlyList<Region> Regions => regions;

    /// <summary>Values of all regions, padding included.</summary>
    public int Length => regions.Sum(r => r.Padded);

    internal void Add(Region region) => regions.Add(region);

    internal Region Add(string name, int length, string comment)
    {
        var region = new Region(name, Length, length, comment);
        regions.Add(region);
        return region;
    }
}
