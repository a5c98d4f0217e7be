using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>Writes the step of a tile of streams on one kernel: layer after layer, each for all streams of the tile.</summary>
internal sealed class StreamTileEmitter
{
    private readonly CodeWriter writer;
    private readonly StreamsPlan plan;
    private readonly KernelWidth width;

    // The states that are read and written where they lie, and their places there.
    private readonly Dictionary<Region, int> inPlace = new();

    // Where a layer's new state lies instead of its own region.
    private readonly Dictionary<Region, Region> moved = new();

    // The input of a layer inside a network is known when the tile's method is written.
    private readonly Dictionary<PassStage, Region> inputs = new();
    private int stream;

    public StreamTileEmitter(CodeWriter writer, StreamsPlan plan, KernelWidth width)
    {
        this.writer = writer;
        this.plan = plan;
        this.width = width;
        var states = new HashSet<Region>(StreamsPlan.Leaves(plan.Network).Where(s => StreamsPlan.InPlace(s, width)).SelectMany(s => s.State));
        StreamsEmitter.ForEachState(plan.Network, (region, at) =>
        {
            if (states.Contains(region)) inPlace.Add(region, at);
        });
    }

    public void Emit()
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void Tile{width.KernelName}(ref float weights, in RnnStreamTile tile)"))
        {
            writer.Line("ref float first = ref tile.Scratch;");
            writer.Line($"ref float sums = ref Unsafe.Add(ref first, {plan.SumsOffset});");
            writer.Line("ref float input = ref tile.Input(0, InputSize);");
            if (HasState) writer.Line("ref float state = ref tile.State(0, StateSize);");
            writer.Line("ref float output = ref tile.Output(0, OutputSize);");
            writer.Line($"if (!tile.StoresOutputs) output = ref Unsafe.Add(ref first, {plan.GatheredOutputs.Offset});");
            EmitGather();
            EmitStates();
            Region result = EmitChain(plan.Network, plan.Input, plan.Output);
            EmitResults(result);
            EmitScatter();
        }
    }

    /// <summary>Writes the methods of all layers that step several streams together.</summary>
    public void EmitKernels()
    {
        foreach (PassStage stage in StreamsPlan.Leaves(plan.Network).OfType<PassStage>().Where(s => StreamsPlan.StepsTogether(s, width)))
        {
            for (int pass = 0; pass < stage.Plan.Passes.Count; pass++)
            {
                foreach (StreamPart part in StreamPart.Of(stage.PassPlans(width)[pass]))
                {
                    foreach (int streams in StreamPassPlan.GroupSizes(stage.PassPlans(width)[pass]))
                    {
                        writer.Line();
                        Kernel(stage, pass, streams).Emit(Method(stage, pass, part, streams), part);
                    }
                }
            }
        }
    }

    private bool HasState => plan.Model.StateSize > 0;

    private StreamKernelEmitter Kernel(PassStage stage, int pass, int streams)
    {
        bool last = pass == stage.Plan.Passes.Count - 1;
        string target = !last || !StreamsPlan.NeedsNext(stage) ? stage.Plan.Result : plan.StoresOutputs(stage, width) ? "output" : "next";
        return new(writer, StreamPassPlan.Of(stage.PassPlans(width)[pass], streams), stage.PassTails[pass], target, name => Place(RegionOf(stage, name)));
    }

    private Region RegionOf(PassStage stage, string name) => name switch
    {
        "input" => inputs[stage],
        "output" => plan.Output,
        _ => stage.Plan.Regions[name],
    };

    // Inputs and states of streams that are no neighbours are brought together and back.
    private void EmitGather()
    {
        using (writer.Block("if (!tile.IsConsecutive)"))
        {
            writer.Line($"input = ref Unsafe.Add(ref first, {plan.GatheredInputs.Offset});");
            if (HasState) writer.Line($"state = ref Unsafe.Add(ref first, {plan.GatheredStates.Offset});");
            using (writer.Block("for (int s = 0; s < tile.Count; s++)"))
            {
                Copy("ref tile.Input(s, InputSize)", Row(plan.Input), plan.Model.InputSize);
                if (HasState) Copy("ref tile.State(s, StateSize)", StateAt(0), plan.Model.StateSize);
            }
        }
    }

    private void EmitScatter()
    {
        writer.Line("if (tile.StoresOutputs) return;");
        using (writer.Block("for (int s = 0; s < tile.Count; s++)"))
        {
            Copy(Row(plan.Output), "ref tile.Output(s, OutputSize)", plan.Model.OutputSize);
            if (HasState) writer.Line($"if (!tile.IsConsecutive) RnnCopy.CopyRow({StateAt(0)}, ref tile.State(s, StateSize), {plan.Model.StateSize});");
        }
    }

    // States that are not read where they lie.
    private void EmitStates() => ForEachStream(States().Where(s => !inPlace.ContainsKey(s.Region)).Select(s => CopyCode(StateAt(s.At), Row(s.Region), s.Region.Length)));

    // New states to where states lie, and the result to the outputs, where they are not there yet.
    private void EmitResults(Region result)
    {
        var copies = new List<string>();
        bool stored = result == plan.Output;
        foreach ((Region region, int at) in States())
        {
            Region now = Moved(region);
            if (inPlace.ContainsKey(now)) continue;
            bool both = now == result && !stored;
            copies.Add(both ? $"RnnCopy.CopyRow({Row(now)}, {StateAt(at)}, {Row(plan.Output)}, {region.Length});" : CopyCode(Row(now), StateAt(at), region.Length));
            stored |= both;
        }
        if (!stored) copies.Add(CopyCode(Row(result), Row(plan.Output), plan.Model.OutputSize));
        ForEachStream(copies);
    }

    private List<(Region Region, int At)> States()
    {
        var states = new List<(Region, int)>();
        StreamsEmitter.ForEachState(plan.Network, (region, at) => states.Add((region, at)));
        return states;
    }

    private Region EmitChain(ChainStage chain, Region input, Region? output)
    {
        Region from = input;
        for (int i = 0; i < chain.Stages.Count; i++)
        {
            bool last = i == chain.Stages.Count - 1;
            from = EmitStage(chain.Stages[i], from, last && !chain.IsResidual ? output : chain.Buffers[i]);
        }
        if (!chain.IsResidual) return from;
        ForEachStream(() => writer.Line($"RnnVectors.Add({Row(from)}, {Row(input)}, {Row(output!)}, {chain.Layer.OutputSize});"));
        return output!;
    }

    private Region EmitStage(Stage stage, Region input, Region? output)
    {
        if (stage is ChainStage chain) return EmitChain(chain, input, output);
        if (stage is PassStage passes && StreamsPlan.StepsTogether(stage, width)) return EmitPasses(passes, input);
        ForEachStream(() =>
        {
            if (stage.Alternates(width)) writer.Line("const bool odd = false;");
            stage.EmitCall(writer, width, stream, Row(input), output is null ? null : Row(output));
        });
        stream += stage.StreamLength(width);
        return output ?? stage.Result!;
    }

    private Region EmitPasses(PassStage stage, Region input)
    {
        var window = stage.Layer as Conv1dLayer;
        if (window is not null)
        {
            Region now = stage.Plan.Regions["window"];
            ForEachStream(() => Copy(Row(input), Row(now with { Offset = now.Offset + window.Span * window.InputSize }), window.InputSize));
        }
        inputs[stage] = input;
        for (int pass = 0; pass < stage.Plan.Passes.Count; pass++)
        {
            EmitPass(stage, pass);
            stream += stage.PassPlans(width)[pass].StreamLength;
        }
        if (window is { Span: > 0 })
        {
            Region past = stage.Plan.Regions["window"];
            ForEachStream(() => writer.Line($"RnnCopy.Copy({Row(past with { Offset = past.Offset + window.InputSize })}, {Row(past)}, {window.Span * window.InputSize});"));
        }
        if (!StreamsPlan.NeedsNext(stage)) return stage.Result!;
        Region next = RegionOf(stage, plan.StoresOutputs(stage, width) ? "output" : "next");
        moved[stage.Result!] = next;
        return next;
    }

    // Chunk after chunk of units, each for groups of all sizes while its weights are near.
    private void EmitPass(PassStage stage, int pass)
    {
        PassPlan single = stage.PassPlans(width)[pass];
        ILookup<BlockGroup, StreamPart> parts = StreamPart.Of(single).ToLookup(p => p.Block);
        string groups = $"groups{stage.Name}{stage.PassName(pass)}";
        writer.Line($"var {groups} = RnnStreamTile.Split(tile.Count, {StreamPassPlan.Main(single).Streams}, {StreamPassPlan.Most(single)});");
        int weights = stream;
        foreach (BlockGroup group in single.Groups)
        {
            using (writer.Block($"for (int index = 0; index < {group.Count}; index++)"))
            {
                if (single.Alternates) writer.Line("// Blocks in order, or in every other tile in reverse: the weights that were read last are still in the cache.");
                string block = single.Alternates ? $"(tile.IsOdd ? {group.Count - 1} - index : index)" : "index";
                writer.Line($"ref float block = ref Unsafe.Add(ref weights, {VectorCode.At($"{block} * {Literal.Of(single.BlockStride(group))}", weights)});");
                writer.Line($"nuint unit = (nuint)({VectorCode.At($"{block} * {group.Units}", group.FirstUnit)});");
                foreach (StreamPart part in parts[group])
                {
                    string turns = Literal.Of(part.Run.Count / part.Together);
                    using (writer.Block($"for (int turn = 0; turn < {turns}; turn++)"))
                    {
                        string turn = single.Alternates ? $"(tile.IsOdd ? {turns} - 1 - turn : turn)" : "turn";
                        writer.Line($"nuint chunk = (nuint)({VectorCode.At($"{turn} * {part.Turn.Units}", part.Run.FirstUnit)});");
                        EmitGroups(stage, pass, part, groups);
                    }
                }
            }
            weights += group.Count * single.BlockStride(group);
        }
    }

    private void EmitGroups(PassStage stage, int pass, StreamPart part, string groups)
    {
        string done = "";
        foreach (int streams in StreamPassPlan.GroupSizes(stage.PassPlans(width)[pass]))
        {
            string memory = string.Concat(Kernel(stage, pass, streams).Bases.Select(b => (done.Length == 0 ? $"ref {Variable(b)}" : $"ref Unsafe.Add(ref {Variable(b)}, ({done}) * {Literal.Of(StrideOf(b))})") + ", "));
            string call = $"{Method(stage, pass, part, streams)}(ref block, {memory}ref sums, chunk, unit + chunk, tile.Ahead, {groups}.Of{streams});";
            writer.Line($"if ({groups}.Of{streams} > 0) {call}");
            done += (done.Length == 0 ? "" : " + ") + $"{groups}.Of{streams} * {streams}";
        }
    }

    private static string Variable(string memory) => memory == "start" ? "first" : memory;

    private int StrideOf(string memory) => memory switch
    {
        "input" => plan.Model.InputSize,
        "output" => plan.Model.OutputSize,
        "state" => plan.Model.StateSize,
        _ => plan.Stride,
    };

    private string Method(PassStage stage, int pass, StreamPart part, int streams) => $"{stage.Name}{stage.PassName(pass)}{width.KernelName}{part.Name}Of{streams}";

    private Region Moved(Region region) => moved.TryGetValue(region, out Region? to) ? to : region;

    private StreamPlace Place(Region region) =>
        region == plan.Input ? new("input", 0, StrideOf("input"))
        : region == plan.Output ? new("output", 0, StrideOf("output"))
        : inPlace.TryGetValue(region, out int at) ? new("state", at, StrideOf("state"))
        : new("start", region.Offset, plan.Stride);

    // A ref expression of a stream's region in a loop over streams.
    private string Row(Region region)
    {
        StreamPlace at = Place(region);
        return at.Base == "start" ? Stage.At(region) : $"ref Unsafe.Add(ref {at.Base}, {VectorCode.At($"s * {at.Stride}", at.Offset)})";
    }

    private string StateAt(int at) => $"ref Unsafe.Add(ref state, {VectorCode.At($"s * {StrideOf("state")}", at)})";

    private void Copy(string from, string to, int count) => writer.Line(CopyCode(from, to, count));

    private static string CopyCode(string from, string to, int count) => $"RnnCopy.CopyRow({from}, {to}, {count});";

    private void ForEachStream(IEnumerable<string> lines)
    {
        string[] all = lines.ToArray();
        if (all.Length == 0) return;
        ForEachStream(() =>
        {
            foreach (string line in all) writer.Line(line);
        });
    }

    private void ForEachStream(System.Action write)
    {
        using (writer.Block("for (int s = 0; s < tile.Count; s++)"))
        {
            writer.Line($"ref float start = ref Unsafe.Add(ref first, s * {plan.Stride});");
            write();
        }
    }
}
