using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Layers one after the other, step by step; with a connection around them, their input is added to their output.</summary>
internal sealed class ChainStage : Stage
{
    private readonly IReadOnlyList<Stage> stages;
    private readonly IReadOnlyList<Region?> buffers;
    private readonly IReadOnlyList<Region?> tiles;
    private readonly bool residual;

    /// <summary>Makes the stage.</summary>
    /// <param name="layer">The layer around the chain, or its only one.</param>
    /// <param name="stages">The chain.</param>
    /// <param name="buffers">For each stage, where its output goes; null where its result is read in place.</param>
    /// <param name="tiles">For each stage, where its outputs of several steps go; none where the chain runs step by step.</param>
    /// <param name="residual">True where the input is added to the output.</param>
    /// <param name="tensorOffset">Where the tensors begin among all weights.</param>
    public ChainStage(Layer layer, IReadOnlyList<Stage> stages, IReadOnlyList<Region?> buffers, IReadOnlyList<Region?> tiles, bool residual, int tensorOffset)
        : base(layer, "", tensorOffset)
    {
        this.stages = stages;
        this.buffers = buffers;
        this.tiles = tiles;
        this.residual = residual;
    }

    public IReadOnlyList<Stage> Stages => stages;

    /// <summary>For each stage, where its output goes; null where its result is read in place.</summary>
    public IReadOnlyList<Region?> Buffers => buffers;

    /// <summary>True where the input is added to the output.</summary>
    public bool IsResidual => residual;

    public override IReadOnlyList<Region> State => stages.SelectMany(s => s.State).ToArray();

    public override int StreamLength(KernelWidth width) => stages.Sum(s => s.StreamLength(width));

    public override IReadOnlyList<string> DescribePlan(KernelWidth width) => stages.SelectMany(s => s.DescribePlan(width)).ToArray();

    public override void EmitKernel(CodeWriter writer, KernelWidth width)
    {
        bool first = true;
        foreach (Stage stage in stages)
        {
            var part = new CodeWriter();
            stage.EmitKernel(part, width);
            if (part.ToString().Length == 0) continue;
            if (!first) writer.Line();
            first = false;
            stage.EmitKernel(writer, width);
        }
    }

    public override void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output)
    {
        string from = input;
        for (int i = 0; i < stages.Count; i++)
        {
            bool last = i == stages.Count - 1;
            string? to = last && !residual ? output : buffers[i] is { } buffer ? At(buffer) : null;
            stages[i].EmitCall(writer, width, stream, from, to);
            from = to ?? At(stages[i].Result!);
            stream += stages[i].StreamLength(width);
        }
        if (residual) writer.Line($"RnnVectors.Add({from}, {input}, {output}, {Layer.OutputSize});");
    }

    public override bool Alternates(KernelWidth width) => stages.Any(s => s.Alternates(width));

    public override bool HasRun(KernelWidth width) => stages.Any(s => s.HasRun(width));

    public override void EmitRun(CodeWriter writer, KernelWidth width, int stream, string input, string output, string steps, int inputStride, int outputStride)
    {
        if (!HasRun(width))
        {
            base.EmitRun(writer, width, stream, input, output, steps, inputStride, outputStride);
        }
        else if (residual)
        {
            // The chain around this one gives no more steps than the buffers between the stages hold.
            EmitTile(writer, width, stream, input, output, steps, inputStride, outputStride);
        }
        else if (stages.Count == 1)
        {
            stages[0].EmitRun(writer, width, stream, input, output, steps, inputStride, outputStride);
        }
        else
        {
            writer.Line("// Layer by layer over a few steps at a time.");
            using (writer.Block($"for (int first = 0; first < {steps}; first += {RunPlanner.StepsAhead})"))
            {
                writer.Line($"int count = Math.Min({RunPlanner.StepsAhead}, {steps} - first);");
                writer.Line($"ref float from = ref Unsafe.Add({input}, first * {Literal.Of(inputStride)});");
                writer.Line(outputStride == 0 ? $"ref float to = {output};" : $"ref float to = ref Unsafe.Add({output}, first * {Literal.Of(outputStride)});");
                EmitTile(writer, width, stream, "ref from", "ref to", "count", inputStride, outputStride);
            }
        }
    }

    private void EmitTile(CodeWriter writer, KernelWidth width, int stream, string input, string output, string steps, int inputStride, int outputStride)
    {
        (string from, int fromStride) = (input, inputStride);
        for (int i = 0; i < stages.Count; i++)
        {
            (string to, int toStride) = tiles[i] is { } tile ? (At(tile), stages[i].Layer.OutputSize) : (output, outputStride);
            stages[i].EmitRun(writer, width, stream, from, to, steps, fromStride, toStride);
            (from, fromStride) = (to, toStride);
            stream += stages[i].StreamLength(width);
        }
        if (!residual) return;
        using (writer.Block($"for (int step = 0; step < {steps}; step++)"))
            writer.Line($"RnnVectors.Add({AtStep(from, fromStride)}, {AtStep(input, inputStride)}, {AtStep(output, outputStride)}, {Layer.OutputSize});");
    }

    public override void EmitPack(CodeWriter writer, KernelWidth width)
    {
        foreach (Stage stage in stages) stage.EmitPack(writer, width);
    }
}
