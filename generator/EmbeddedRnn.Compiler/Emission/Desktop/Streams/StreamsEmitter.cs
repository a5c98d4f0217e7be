using System;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>Writes the nested class that steps many streams together.</summary>
internal static class StreamsEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan, StreamsPlan streams)
    {
        writer.Summary("Any number of independent streams with shared weights, stepped together: each gives the numbers of an instance of its own, bit for bit.");
        using (writer.Block("public sealed class Streams : global::EmbeddedRnn.StreamSet<PackedWeights>"))
        {
            EmitConstructors(writer, plan, streams);
            if (plan.HasStateValue) EmitStateValue(writer);
            EmitOverrides(writer);
            EmitStepTile(writer, streams);
            EmitOneByOne(writer, plan);
            foreach (KernelWidth width in KernelWidth.All.Where(streams.StepsTogether))
            {
                writer.Line();
                var tile = new StreamTileEmitter(writer, streams, width);
                tile.Emit();
                tile.EmitKernels();
            }
        }
    }

    /// <summary>Each region that is kept from step to step, and where in a stream's state it stands.</summary>
    public static void ForEachState(Stage network, Action<Region, int> write)
    {
        int at = 0;
        foreach (Region region in network.State)
        {
            write(region, at);
            at += region.Length;
        }
    }

    /// <summary>A ref expression of a place in a stream's state.</summary>
    public static string State(int at) => at == 0 ? "ref tile.State(s, StateSize)" : $"ref Unsafe.Add(ref tile.State(s, StateSize), {Literal.Of(at)})";

    private static void EmitConstructors(CodeWriter writer, ClassPlan plan, StreamsPlan streams)
    {
        if (plan.HasTrainedWeights)
        {
            writer.Summary("Streams with the trained weights, at their initial state.");
            writer.Line("/// <param name=\"count\">Number of streams.</param>");
            writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">Fewer than none.</exception>");
            writer.Line("public Streams(int count) : this(count, PackedWeights.Embedded)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
        }
        writer.Summary("Streams with the given weights, at their initial state.");
        writer.Line("/// <param name=\"count\">Number of streams.</param>");
        writer.Line("/// <param name=\"weights\">May be shared with any number of instances, streams and threads.</param>");
        writer.Line("/// <exception cref=\"ArgumentNullException\">No weights.</exception>");
        writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">Fewer than none.</exception>");
        writer.Line("public Streams(int count, PackedWeights weights) : this(Require(weights).Kernel, count, weights) => Weights = weights;");
        writer.Line();
        writer.Line("// For tests that name a kernel: streams step on the one that their weights are packed for.");
        using (writer.Block($"internal Streams(RnnKernel kernel, int count, PackedWeights weights) : base(count, new(InputSize, OutputSize, StateSize, TileSize: {streams.TileSize}, ScratchSize: {streams.ScratchSize}), weights)"))
            writer.Line("if (weights.Kernel != kernel) throw new ArgumentException($\"the weights are packed for {weights.Kernel}, not for {kernel}.\", nameof(weights));");
        writer.Line();
    }

    private static void EmitStateValue(CodeWriter writer)
    {
        writer.Summary("One stream's state as a plain value.");
        writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">There is no such stream.</exception>");
        using (writer.Block("public StateValue GetState(int stream)"))
        {
            writer.Line("StateValue value = default;");
            writer.Line("CopyStateTo(stream, value.Values());");
            writer.Line("return value;");
        }
        writer.Line();
        writer.Summary("Sets one stream's state.");
        writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">There is no such stream.</exception>");
        writer.Line("public void SetState(int stream, StateValue state) => SetState(stream, state.Values());");
        writer.Line();
    }

    private static void EmitOverrides(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override float[]? InitialState(PackedWeights weights) => weights.InitialState;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override ulong ModelIdentity(PackedWeights weights) => weights.ModelIdentity;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override void RequireKernel(PackedWeights weights) => RequireThisProcessors(weights);");
        writer.Line();
    }

    private static void EmitStepTile(CodeWriter writer, StreamsPlan streams)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block("protected override void StepTile(PackedWeights weights, in RnnStreamTile tile)"))
        using (writer.Block("switch (weights.Kernel)"))
        {
            foreach (KernelWidth width in KernelWidth.All)
            {
                writer.Line(width.Values == 1 ? "default:" : $"case RnnKernel.{width.KernelName}:");
                string together = streams.StepsTogether(width) ? $"if (tile.Count > 1) Tile{width.KernelName}(ref weights.First, tile);\n    else " : "";
                writer.Line($"    {together}OneByOne(RnnKernel.{width.KernelName}, weights, tile);");
                writer.Line("    break;");
            }
        }
        writer.Line();
    }

    private static void EmitOneByOne(CodeWriter writer, ClassPlan plan)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block("private static void OneByOne(RnnKernel kernel, PackedWeights weights, in RnnStreamTile tile)"))
        {
            writer.Line("ref float start = ref tile.Scratch;");
            using (writer.Block("for (int s = 0; s < tile.Count; s++)"))
            {
                ForEachState(plan.Network, (region, at) => writer.Line($"RnnCopy.CopyRow({State(at)}, {Stage.At(region)}, {region.Length});"));
                string odd = KernelWidth.All.Any(plan.Network.Alternates) ? ", odd: tile.Count == 1 ? tile.IsOdd : (s & 1) != 0" : "";
                writer.Line($"Advance(kernel, weights, ref start, ref tile.Input(s, InputSize), ref tile.Output(s, OutputSize){odd});");
                ForEachState(plan.Network, (region, at) => writer.Line($"RnnCopy.CopyRow({Stage.At(region)}, {State(at)}, {region.Length});"));
            }
        }
    }
}
