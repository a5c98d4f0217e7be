using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>
/// Many streams of a class at once. A few of them, a tile, are stepped together. Inputs and states are read where they lie;
/// what else a step needs each stream has in scratch memory, as an instance of the class has it.
/// </summary>
internal sealed class StreamsPlan
{
    // Half of what most processors have: inputs, states and sums want room too.
    private const int SecondLevelCache = 512 * 1024;

    private const int FewestUnits = 32;

    private readonly int memoryLength;

    public StreamsPlan(MemoryPlan memory, ChainStage network, Model model)
    {
        memoryLength = memory.Length;
        Network = network;
        Model = model;
        // What only Run needs is left out where it stands at the end.
        int length = memory.Regions.Reverse().SkipWhile(r => r.Name == "ahead").Select(r => r.Offset + r.Padded).FirstOrDefault();
        // An odd number of cache lines: streams that lie a power of two apart would drive one another out of the cache.
        Stride = length | 16;
        GatheredInputs = new Region("gathered inputs", TileSize * Stride, TileSize * model.InputSize, "the inputs of streams that are no neighbours");
        GatheredStates = new Region("gathered states", GatheredInputs.Offset + GatheredInputs.Padded, TileSize * model.StateSize, "their states");
        GatheredOutputs = new Region("gathered outputs", GatheredStates.Offset + GatheredStates.Padded, TileSize * model.OutputSize, "the outputs where they cannot be stored in place");
    }

    public ChainStage Network { get; }

    public Model Model { get; }

    /// <summary>The inputs, where the caller has them.</summary>
    public Region Input { get; } = new("input", 0, 0, "the inputs");

    /// <summary>The outputs, where the caller wants them.</summary>
    public Region Output { get; } = new("output", 0, 0, "the outputs");

    /// <summary>Values from one stream of a tile to the next.</summary>
    public int Stride { get; }

    public Region GatheredInputs { get; }

    public Region GatheredStates { get; }

    public Region GatheredOutputs { get; }

    /// <summary>
    /// The most streams of a tile, whole groups of five and of three: as many as have what they need in the first levels of cache, or more where
    /// weights come from the third and are read for all of them at once.
    /// </summary>
    public int TileSize => sizeof(float) * WeightName.Count(Model) <= SecondLevelCache ? 30 : 45;

    /// <summary>Where the sums of all groups lie between two loops.</summary>
    public int SumsOffset => GatheredOutputs.Offset + GatheredOutputs.Padded;

    /// <summary>Values of scratch memory.</summary>
    public int ScratchSize => System.Math.Max(memoryLength, SumsOffset + SumsLength);

    // A group of each size may follow another, whose places are larger.
    private int SumsLength => (
        from width in KernelWidth.All
        from stage in Leaves(Network).OfType<PassStage>()
        where StepsTogether(stage, width)
        from pass in stage.PassPlans(width)
        from streams in StreamPassPlan.GroupSizes(pass)
        let groups = (TileSize + streams - 1) / streams
        select groups * SumPlaces.LengthOf(StreamPassPlan.Of(pass, streams))).DefaultIfEmpty().Max();

    /// <summary>True where a kernel has methods for several streams; else it steps them one by one.</summary>
    public bool StepsTogether(KernelWidth width) => Leaves(Network).Any(s => StepsTogether(s, width));

    /// <summary>
    /// True where a layer has methods for several streams. Weights that stay in the first-level cache do not limit a single
    /// step: what is gained there is less than what a last vector that is not full costs, and too little for the code of a tiny layer.
    /// </summary>
    public static bool StepsTogether(Stage stage, KernelWidth width) =>
        stage is PassStage passes && passes.LiveRows(width) is null && width.Values >= 4
        && (sizeof(float) * stage.StreamLength(width) > PassPlanner.FirstLevelCache || passes.PassPlans(width).All(p => p.Pass.Units >= FewestUnits && HasOneWidth(p)));

    /// <summary>True where the new hidden state must not be stored while other units still read the old one.</summary>
    public static bool NeedsNext(PassStage stage) => stage.Plan.Passes[stage.Plan.Passes.Count - 1].Operands.Any(o => o.Variable == stage.Plan.Result);

    /// <summary>True where a layer's state is read and written where it lies: vectors of units end with it, and do not reach into the next stream's.</summary>
    public static bool InPlace(Stage stage, KernelWidth width) =>
        stage is PassStage { Layer: CellLayer } passes && StepsTogether(stage, width) && passes.PassPlans(width).All(p => p.EndsExactly);

    /// <summary>True where the last layer stores its new state as outputs at once.</summary>
    public bool StoresOutputs(Stage stage, KernelWidth width) =>
        stage == Network.Stages[Network.Stages.Count - 1] && !Network.IsResidual && InPlace(stage, width) && NeedsNext((PassStage)stage);

    private static bool HasOneWidth(PassPlan plan) => plan.Groups.SelectMany(g => g.Widths).Distinct().Count() == 1;

    /// <summary>All layers but chains.</summary>
    public static IEnumerable<Stage> Leaves(ChainStage chain) => chain.Stages.SelectMany(s => s is ChainStage inner ? Leaves(inner) : new[] { s });
}
