using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>A layer of matrix products: a cell, a dense layer, a convolution.</summary>
internal sealed class PassStage : Stage
{
    private readonly LayerPlan plan;
    private readonly IReadOnlyList<Tail> tails;
    private readonly bool storesOutput;
    private readonly Dictionary<KernelWidth, PassPlan[]> passes;

    /// <summary>Makes the stage.</summary>
    /// <param name="plan">The layer as passes.</param>
    /// <param name="name">What the methods' names begin with.</param>
    /// <param name="tensorOffset">Where its tensors begin among all weights.</param>
    /// <param name="storesOutput">False in the middle of a network that streams, where the next layer reads the result in place.</param>
    public PassStage(LayerPlan plan, string name, int tensorOffset, bool storesOutput)
        : base(plan.Layer, name, tensorOffset)
    {
        this.plan = plan;
        this.storesOutput = storesOutput;
        tails = Tails.Of(plan.Layer);
        passes = KernelWidth.All.ToDictionary(w => w, w => plan.Passes.Select(p => PassPlanner.Plan(p, w)).ToArray());
    }

    public override IReadOnlyList<Region> State => plan.State;

    public override Region? Result => plan.Regions[plan.Result];

    /// <summary>The layer as passes.</summary>
    public LayerPlan Plan => plan;

    /// <summary>The equations that follow the sums of each pass.</summary>
    public IReadOnlyList<Tail> PassTails => tails;

    /// <summary>The passes as one of the kernels runs them.</summary>
    public IReadOnlyList<PassPlan> PassPlans(KernelWidth width) => passes[width];

    /// <summary>What is added to the names of a pass's methods.</summary>
    public string PassName(int pass) => plan.Passes.Count == 1 ? "" : pass == 0 ? "Gates" : Layer is GruLayer ? "Candidate" : "Projection";

    /// <summary>A region by the name of the methods' parameter.</summary>
    public Region Region(string name) => plan.Regions[name];

    public override int StreamLength(KernelWidth width) => passes[width].Sum(p => p.StreamLength);

    public override string DescribePlan(KernelWidth width) =>
        string.Join(" + ", passes[width].SelectMany(p => p.Groups).Select(g => $"{g.Count} x [{string.Join(" ", g.Widths)}]"));

    public override void EmitKernel(CodeWriter writer, KernelWidth width)
    {
        for (int pass = 0; pass < plan.Passes.Count; pass++)
        {
            if (pass > 0) writer.Line();
            Emitter(writer, width, pass).Emit(Method(width, pass));
        }
    }

    public override void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output)
    {
        var window = plan.Layer as Conv1dLayer;
        if (window is not null)
        {
            Region now = plan.Regions["window"];
            writer.Line($"RnnCopy.Copy({input}, {At(now with { Offset = now.Offset + window.Span * window.InputSize })}, {window.InputSize});");
        }
        for (int pass = 0; pass < plan.Passes.Count; pass++)
        {
            int at = stream;
            string arguments = string.Join(", ", Emitter(writer, width, pass).Parameters.Select(p => p switch
            {
                "weights" => WeightsAt(at),
                "input" => input,
                "output" => output!,
                _ => At(plan.Regions[p]),
            }));
            writer.Line($"{Method(width, pass)}({arguments});");
            stream += passes[width][pass].StreamLength;
        }
        int size = Layer.OutputSize;
        if (window is { Span: > 0 })
        {
            Region past = plan.Regions["window"];
            writer.Line($"RnnCopy.Copy({At(past with { Offset = past.Offset + window.InputSize })}, {At(past)}, {window.Span * window.InputSize});");
        }
        if (NeedsNext(width)) writer.Line($"RnnCopy.Copy({At(plan.Regions["next"])}, {At(Result!)}, {size});");
        if (output is not null && !StoresToOutput(width)) writer.Line($"RnnCopy.Copy({At(Result!)}, {output}, {size});");
    }

    public override void EmitPack(CodeWriter writer, KernelWidth width)
    {
        if (Name == "Step") EmitPackBody(writer, width);
        else using (writer.Block($"// {Name}: {Layer.Describe()}.")) EmitPackBody(writer, width);
    }

    private void EmitPackBody(CodeWriter writer, KernelWidth width)
    {
        int at = TensorOffset;
        foreach (WeightName weight in WeightName.Of(Layer))
        {
            string name = plan.Layer is CellLayer ? weight.Parameter : weight.Tensor.Name == TensorNames.Weights ? "matrix" : weight.Parameter;
            writer.Line($"ReadOnlySpan<float> {name} = weights.Slice({at}, {weight.Tensor.Count});");
            at += weight.Tensor.Count;
        }
        foreach (PassPlan pass in passes[width])
        {
            writer.Line($"stream = stream.ContinueWith({pass.Pass.Units});");
            foreach (BlockGroup group in pass.Groups) PackEmitter.Emit(writer, pass.Pass, group);
        }
    }

    private bool NeedsNext(KernelWidth width) => plan.NeedsNext(passes[width][plan.Passes.Count - 1]);

    private bool StoresToOutput(KernelWidth width) =>
        storesOutput && !NeedsNext(width) && passes[width][plan.Passes.Count - 1] is { SingleBlock: true, EndsExactly: true };

    private IReadOnlyList<string> Targets(KernelWidth width) =>
        NeedsNext(width) ? new[] { "next" }
        : StoresToOutput(width) ? new[] { plan.Result, "output" }
        : new[] { plan.Result };

    private KernelEmitter Emitter(CodeWriter writer, KernelWidth width, int pass) =>
        new(writer, passes[width][pass], tails[pass], pass == plan.Passes.Count - 1 ? Targets(width) : new string[0]);

    private string Method(KernelWidth width, int pass) => Name + PassName(pass) + width.KernelName;
}
