using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>
/// Many streams of a class at once. A few of them, a tile, are stepped together in scratch memory: each has there what one
/// instance of the class owns, then its inputs and its outputs.
/// </summary>
internal sealed class StreamsPlan
{
    // A group of streams that is not full reaches past the tile.
    private const int SparePlaces = 3;

    // Sums between two loops over the groups of a tile.
    private static int SumsLength => SumPlaces.MostLength(TileSize + SparePlaces);

    public StreamsPlan(int memoryLength, ChainStage network, Model model)
    {
        Network = network;
        Model = model;
        Input = new Region("input", memoryLength, model.InputSize, "the inputs");
        Output = new Region("output", memoryLength + Input.Padded, model.OutputSize, "the outputs");
        Stride = Output.Offset + Output.Padded;
    }

    public ChainStage Network { get; }

    public Model Model { get; }

    /// <summary>Where a stream's inputs lie.</summary>
    public Region Input { get; }

    /// <summary>Where a stream's outputs lie, where no region of the last layer has them.</summary>
    public Region Output { get; }

    /// <summary>Values from one stream of a tile to the next.</summary>
    public int Stride { get; }

    /// <summary>The most streams of a tile: enough that weights from beyond the second-level cache are read for many of them at once, few enough that what they have in scratch memory stays in it.</summary>
    public const int TileSize = 24;

    /// <summary>Where the sums of all groups lie between two loops.</summary>
    public int SumsOffset => (TileSize + SparePlaces) * Stride;

    /// <summary>Values of scratch memory.</summary>
    public int ScratchSize => SumsOffset + SumsLength;

    /// <summary>True where a kernel has methods for several streams; else it steps them one by one.</summary>
    public bool StepsTogether(KernelWidth width) => Leaves(Network).Any(s => StepsTogether(s, width));

    /// <summary>True where a layer has methods for several streams. Weights that stay in the first-level cache do not limit a single step, so nothing is to be gained there.</summary>
    public static bool StepsTogether(Stage stage, KernelWidth width) =>
        stage is PassStage passes && passes.LiveRows(width) is null && width.Values >= 4 && sizeof(float) * stage.StreamLength(width) > PassPlanner.FirstLevelCache;

    /// <summary>True where the new hidden state must not be stored while other units still read the old one.</summary>
    public static bool NeedsNext(PassStage stage) => stage.Plan.Passes[stage.Plan.Passes.Count - 1].Operands.Any(o => o.Variable == stage.Plan.Result);

    /// <summary>All layers but chains.</summary>
    public static IEnumerable<Stage> Leaves(ChainStage chain) => chain.Stages.SelectMany(s => s is ChainStage inner ? Leaves(inner) : new[] { s });
}
