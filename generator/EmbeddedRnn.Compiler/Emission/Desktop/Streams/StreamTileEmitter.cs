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
    private readonly Dictionary<Region, Region> moved = new();
    private int stream;

    public StreamTileEmitter(CodeWriter writer, StreamsPlan plan, KernelWidth width)
    {
        this.writer = writer;
        this.plan = plan;
        this.width = width;
    }

    public void Emit()
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void Tile{width.KernelName}(ref float weights, in RnnStreamTile tile)"))
        {
            writer.Line("ref float first = ref tile.Scratch;");
            writer.Line($"ref float sums = ref Unsafe.Add(ref first, {plan.SumsOffset});");
            ForEachStream(() =>
            {
                Copy($"ref tile.Input(s, InputSize)", Stage.At(plan.Input), plan.Input.Length);
                StreamsEmitter.ForEachState(plan.Network, (region, at) => Copy(StreamsEmitter.State(at), Stage.At(region), region.Length));
            });
            Region result = EmitChain(plan.Network, plan.Input, plan.Output);
            ForEachStream(() =>
            {
                StreamsEmitter.ForEachState(plan.Network, (region, at) => Copy(Stage.At(Moved(region)), StreamsEmitter.State(at), region.Length));
                Copy(Stage.At(result), "ref tile.Output(s, OutputSize)", plan.Output.Length);
            });
        }
    }

    /// <summary>Writes the methods of all layers that step several streams together.</summary>
    public void EmitKernels()
    {
        foreach (PassStage stage in StreamsPlan.Leaves(plan.Network).OfType<PassStage>().Where(s => StreamsPlan.StepsTogether(s, width)))
        {
            for (int pass = 0; pass < stage.Plan.Passes.Count; pass++)
            {
                var passPlan = new StreamPassPlan(stage.PassPlans(width)[pass]);
                bool last = pass == stage.Plan.Passes.Count - 1;
                string target = last && StreamsPlan.NeedsNext(stage) ? "next" : stage.Plan.Result;
                foreach (int streams in new[] { passPlan.Streams, passPlan.Streams - 1 })
                {
                    writer.Line();
                    new StreamKernelEmitter(writer, passPlan, stage.Plan, stage.PassTails[pass], target, name => RegionOf(stage, name), plan.Stride, streams)
                        .Emit(Method(stage, pass, streams));
                }
            }
        }
    }

    // The input of a layer inside a network is known when the tile's method is written.
    private readonly Dictionary<PassStage, Region> inputs = new();

    private Region RegionOf(PassStage stage, string name) => name == "input" ? inputs[stage] : stage.Plan.Regions[name];

    private Region EmitChain(ChainStage chain, Region input, Region? output)
    {
        Region from = input;
        for (int i = 0; i < chain.Stages.Count; i++)
        {
            bool last = i == chain.Stages.Count - 1;
            from = EmitStage(chain.Stages[i], from, last && !chain.IsResidual ? output : chain.Buffers[i]);
        }
        if (!chain.IsResidual) return from;
        ForEachStream(() => writer.Line($"RnnVectors.Add({Stage.At(from)}, {Stage.At(input)}, {Stage.At(output!)}, {chain.Layer.OutputSize});"));
        return output!;
    }

    private Region EmitStage(Stage stage, Region input, Region? output)
    {
        if (stage is ChainStage chain) return EmitChain(chain, input, output);
        if (stage is PassStage passes && StreamsPlan.StepsTogether(stage, width)) return EmitPasses(passes, input);
        ForEachStream(() =>
        {
            if (stage.Alternates(width)) writer.Line("const bool odd = false;");
            stage.EmitCall(writer, width, stream, Stage.At(input), output is null ? null : Stage.At(output));
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
            ForEachStream(() => Copy(Stage.At(input), Stage.At(now with { Offset = now.Offset + window.Span * window.InputSize }), window.InputSize));
        }
        inputs[stage] = input;
        for (int pass = 0; pass < stage.Plan.Passes.Count; pass++)
        {
            PassPlan single = stage.PassPlans(width)[pass];
            int streams = new StreamPassPlan(single).Streams;
            string groups = $"groups{stage.Name}{stage.PassName(pass)}";
            string weights = stream == 0 ? "ref weights" : $"ref Unsafe.Add(ref weights, {Literal.Of(stream)})";
            writer.Line($"(int Large, int Small) {groups} = RnnStreamTile.Split(tile.Count, {streams});");
            writer.Line($"if ({groups}.Large > 0) {Method(stage, pass, streams)}({weights}, ref first, ref sums, {groups}.Large);");
            writer.Line($"if ({groups}.Small > 0) {Method(stage, pass, streams - 1)}({weights}, ref Unsafe.Add(ref first, {groups}.Large * {streams * plan.Stride}), ref sums, {groups}.Small);");
            stream += single.StreamLength;
        }
        if (window is { Span: > 0 })
        {
            Region past = stage.Plan.Regions["window"];
            ForEachStream(() => writer.Line($"RnnCopy.Copy({Stage.At(past with { Offset = past.Offset + window.InputSize })}, {Stage.At(past)}, {window.Span * window.InputSize});"));
        }
        if (!StreamsPlan.NeedsNext(stage)) return stage.Result!;
        moved[stage.Result!] = stage.Plan.Regions["next"];
        return stage.Plan.Regions["next"];
    }

    private string Method(PassStage stage, int pass, int streams) => $"{stage.Name}{stage.PassName(pass)}{width.KernelName}Of{streams}";

    private Region Moved(Region region) => moved.TryGetValue(region, out Region? to) ? to : region;

    private void Copy(string from, string to, int count) => writer.Line($"RnnCopy.CopyRow({from}, {to}, {count});");

    private void ForEachStream(System.Action write)
    {
        using (writer.Block("for (int s = 0; s < tile.Count; s++)"))
        {
            writer.Line($"ref float start = ref Unsafe.Add(ref first, s * {plan.Stride});");
            write();
        }
    }
}
