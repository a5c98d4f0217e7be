using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Layers one after the other, step by step; with a connection around them, their input is added to their output.</summary>
internal sealed class ChainStage : Stage
{
    private readonly IReadOnlyList<Stage> stages;
    private readonly IReadOnlyList<Region?> buffers;
    private readonly bool residual;

    /// <summary>Makes the stage.</summary>
    /// <param name="layer">The layer around the chain, or its only one.</param>
    /// <param name="stages">The chain.</param>
    /// <param name="buffers">For each stage, where its output goes; null where its result is read in place.</param>
    /// <param name="residual">True where the input is added to the output.</param>
    /// <param name="tensorOffset">Where the tensors begin among all weights.</param>
    public ChainStage(Layer layer, IReadOnlyList<Stage> stages, IReadOnlyList<Region?> buffers, bool residual, int tensorOffset)
        : base(layer, "", tensorOffset)
    {
        this.stages = stages;
        this.buffers = buffers;
        this.residual = residual;
    }

    public IReadOnlyList<Stage> Stages => stages;

    /// <summary>For each stage, where its output goes; null where its result is read in place.</summary>
    public IReadOnlyList<Region?> Buffers => buffers;

    /// <summary>True where the input is added to the output.</summary>
    public bool IsResidual => residual;

    public override IReadOnlyList<Region> State => stages.SelectMany(s => s.State).ToArray();

    public override int StreamLength(KernelWidth width) => stages.Sum(s => s.StreamLength(width));

    public override string DescribePlan(KernelWidth width) =>
        string.Join("; ", stages.Select(s => s.DescribePlan(width)).Where(p => p.Length > 0));

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

    public override void EmitPack(CodeWriter writer, KernelWidth width)
    {
        foreach (Stage stage in stages) stage.EmitPack(writer, width);
    }
}
