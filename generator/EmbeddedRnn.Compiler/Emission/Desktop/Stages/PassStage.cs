using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>A layer of matrix products: a cell, a dense layer, a convolution.</summary>
internal sealed partial class PassStage : Stage
{
    private readonly LayerPlan plan;
    private readonly IReadOnlyList<Tail> tails;
    private readonly bool storesOutput;
    private readonly bool backward;
    private readonly PlanChoices choices;
    private readonly Dictionary<KernelWidth, PassPlan[]> passes;

    /// <summary>Makes the stage.</summary>
    /// <param name="plan">The layer as passes.</param>
    /// <param name="name">What the methods' names begin with.</param>
    /// <param name="tensorOffset">Where its tensors begin among all weights.</param>
    /// <param name="storesOutput">False in the middle of a network that streams, where the next layer reads the result in place.</param>
    /// <param name="backward">True where the steps of a sequence are taken from the last to the first.</param>
    /// <param name="forced">What a tuning run forces on the planner.</param>
    public PassStage(LayerPlan plan, string name, int tensorOffset, bool storesOutput, bool backward = false, PlanChoices? forced = null)
        : base(plan.Layer, name, tensorOffset)
    {
        this.plan = plan;
        this.storesOutput = storesOutput;
        this.backward = backward;
        choices = forced ?? new PlanChoices();
        tails = Tails.Of(plan);
        passes = KernelWidth.All.ToDictionary(w => w, w => plan.Skipping == SkippingForm.Rows ? RowPasses(w) : plan.Passes.Select(p => PassPlanner.Plan(p, w, choices)).ToArray());
        int ahead = KernelWidth.All.Max(w => Form(w) == RunForm.InputAhead ? RunPlanner.StepsAhead * Aheads(w).Sum(a => a?.StepLength ?? 0) : 0);
        if (ahead > 0) plan.Add("ahead", ahead, $"the input part of {RunPlanner.StepsAhead} steps of a sequence");
    }

    public override IReadOnlyList<Region> State => plan.State;

    /// <summary>True where the multiply-accumulates that are left out are counted.</summary>
    public bool CountsMacs { get; init; }

    public override Region? Result => plan.Regions[plan.Result];

    /// <summary>The layer as passes.</summary>
    public LayerPlan Plan => plan;

    /// <summary>The equations that follow the sums of each pass.</summary>
    public IReadOnlyList<Tail> PassTails => tails;

    /// <summary>The passes as one of the kernels runs them.</summary>
    public IReadOnlyList<PassPlan> PassPlans(KernelWidth width) => passes[width];

    /// <summary>What is added to the names of a pass's methods.</summary>
    public string PassName(int pass) => plan.Passes.Count == 1 ? "" : plan.Skipping == SkippingForm.Rows ? RowPassNames[pass] : pass == 0 ? "Gates" : Layer is GruLayer ? "Candidate" : "Projection";

    /// <summary>A region by the name of the methods' parameter.</summary>
    public Region Region(string name) => plan.Regions[name];

    public override int StreamLength(KernelWidth width) => passes[width].Sum(p => p.StreamLength) + (LiveRows(width)?.StreamLength ?? 0);

    /// <summary>Where a kernel leaves out rows, how; else null.</summary>
    public LiveRowsPlan? LiveRows(KernelWidth width) =>
        plan is { Skipping: SkippingForm.Rows, Layer: GruLayer gru } && width.Values > 1 ? new LiveRowsPlan(gru, width, choices.MostLive) : null;

    public override IReadOnlyList<string> DescribePlan(KernelWidth width)
    {
        string layer = Name == "Step" ? "" : Name + ", ";
        IEnumerable<string> lines = passes[width].Select(PlanReasons.Of).SelectMany(p => new[] { layer + p[0], "  " + p[1] });
        if (LiveRows(width) is { } rows) lines = lines.Append("  " + PlanReasons.Of(plan.Skipping, rows.MostLive, rows.Layer.HiddenSize));
        for (int pass = 0; pass < passes[width].Length; pass++)
        {
            if (Sparse(width, pass) is { } sparse) lines = lines.Append("  " + PlanReasons.Of(plan.Skipping, MostLive(width, pass, sparse), sparse.Count));
        }
        return HasRun(width) ? lines.Append("  " + PlanReasons.Of(Form(width))).ToArray() : lines.ToArray();
    }

    public override void EmitKernel(CodeWriter writer, KernelWidth width)
    {
        for (int pass = 0; pass < passes[width].Length; pass++)
        {
            if (pass > 0) writer.Line();
            Emitter(writer, width, pass).Emit(Method(width, pass));
            EmitSparse(writer, width, pass);
        }
        if (LiveRows(width) is { } rows)
        {
            writer.Line();
            new LiveRowsEmitter(writer, rows).Emit(LiveMethod(width));
        }
        if (!HasRun(width)) return;
        writer.Line();
        if (Form(width) == RunForm.StateInRegisters) EmitRunInRegisters(writer, width);
        else EmitRunAhead(writer, width);
    }

    public override bool Alternates(KernelWidth width) => passes[width].Any(p => p.Alternates);

    public override bool HasRun(KernelWidth width) => Form(width) != RunForm.StepByStep;

    public override void EmitRun(CodeWriter writer, KernelWidth width, int stream, string input, string output, string steps, int inputStride, int outputStride)
    {
        switch (Form(width))
        {
            case RunForm.StateInRegisters:
                string state = string.Concat(State.Select(r => $"{At(r)}, "));
                writer.Line($"{RunMethod(width)}({WeightsAt(stream)}, {input}, {state}{output}, {steps}, {Literal.Of(outputStride)});");
                break;
            case RunForm.InputAhead:
                writer.Line($"{RunMethod(width)}({WeightsAt(stream)}, ref start, {input}, {output}, {steps}, {Literal.Of(outputStride)});");
                break;
            default:
                base.EmitRun(writer, width, stream, input, output, steps, inputStride, outputStride);
                break;
        }
    }

    public override void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output) =>
        EmitStep(writer, width, stream, input, output, NoPass);

    private void EmitStep(CodeWriter writer, KernelWidth width, int stream, string input, string? output, System.Predicate<int> inputIsSummed)
    {
        if (LiveRows(width) is { } rows) EmitRowsCall(writer, width, rows, stream, input, output, inputIsSummed);
        else EmitCall(writer, width, stream, input, output, inputIsSummed);
    }

    private void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output, System.Predicate<int> inputIsSummed)
    {
        var window = plan.Layer as Conv1dLayer;
        if (window is not null)
        {
            Region now = plan.Regions["window"];
            writer.Line($"RnnCopy.Copy({input}, {At(now with { Offset = now.Offset + window.Span * window.InputSize })}, {window.InputSize});");
        }
        int size = Layer.OutputSize;
        for (int pass = 0; pass < passes[width].Length; pass++)
        {
            AheadPlan? ahead = inputIsSummed(pass) ? Aheads(width)[pass] : null;
            string arguments = Arguments(writer, width, pass, stream, input, output, ahead);
            string role = ahead is null ? "" : AfterInput;
            if (Sparse(width, pass) is { } sparse)
            {
                string live = $"RnnLanes.CountUnlike({At(plan.Regions[sparse.Variable])}, {sparse.Count}, 0f)";
                using (writer.Block($"if ({live} <= {MostLive(width, pass, sparse)})"))
                {
                    if (CountsMacs) writer.Line(MacCounter.Skip($"({sparse.Count} - {live}) * {plan.Passes[pass].Units * plan.Passes[pass].FedBy(sparse).Count}L"));
                    writer.Line($"{Method(width, pass, role + Live)}({arguments});");
                }
                using (writer.Block("else")) writer.Line($"{Method(width, pass, role)}({arguments});");
            }
            else
            {
                writer.Line($"{Method(width, pass, role)}({arguments});");
            }
            stream += passes[width][pass].StreamLength;
            if (pass == passes[width].Length - 1 && NeedsNext(width)) writer.Line($"RnnCopy.Copy({At(plan.Regions["next"])}, {At(Result!)}, {size});");
        }
        if (window is { Span: > 0 })
        {
            Region past = plan.Regions["window"];
            writer.Line($"RnnCopy.Copy({At(past with { Offset = past.Offset + window.InputSize })}, {At(past)}, {window.Span * window.InputSize});");
        }
        if (output is not null && !StoresToOutput(width)) writer.Line($"RnnCopy.Copy({At(Result!)}, {output}, {size});");
    }

    // What a pass's method is called with.
    private string Arguments(CodeWriter writer, KernelWidth width, int pass, int stream, string input, string? output, AheadPlan? ahead)
    {
        string arguments = string.Join(", ", Emitter(writer, width, pass, ahead).Parameters.Select(parameter => parameter switch
        {
            "weights" => WeightsAt(stream),
            "ahead" => $"ref Unsafe.Add({AheadAt(width, pass)}, step * {ahead!.StepLength})",
            "input" => input,
            "output" => output!,
            _ => At(plan.Regions[parameter]),
        }));
        return passes[width][pass].Alternates ? arguments + ", odd" : arguments;
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
        if (LiveRows(width) is { } rows) new LiveRowsEmitter(writer, rows).EmitPack();
    }

    private bool NeedsNext(KernelWidth width) => plan.Skipping == SkippingForm.Rows || plan.NeedsNext(passes[width][passes[width].Length - 1]);

    private bool StoresToOutput(KernelWidth width) =>
        storesOutput && !NeedsNext(width) && passes[width][passes[width].Length - 1] is { SingleBlock: true, EndsExactly: true };

    private IReadOnlyList<string> Targets(KernelWidth width) =>
        NeedsNext(width) ? new[] { "next" }
        : StoresToOutput(width) ? new[] { plan.Result, "output" }
        : new[] { plan.Result };

    private bool StoresState(int pass) => plan.Skipping == SkippingForm.Rows ? pass != UpdatePass : pass == plan.Passes.Count - 1;

    private const string AfterInput = "AfterInput";
    private const string Live = "Live";

    private RunForm Form(KernelWidth width) => LiveRows(width) is null ? RunPlanner.Choose(plan, passes[width]) : FormOfRows(width);

    private AheadPlan?[] Aheads(KernelWidth width) => passes[width].Select((pass, i) => HasWhole(width) && i == RestPass ? null : AheadPlan.Of(pass)).ToArray();

    private string AheadAt(KernelWidth width, int pass)
    {
        Region all = plan.Regions["ahead"];
        int before = RunPlanner.StepsAhead * Aheads(width).Take(pass).Sum(a => a?.StepLength ?? 0);
        return At(all with { Offset = all.Offset + before });
    }

    private void EmitRunInRegisters(CodeWriter writer, KernelWidth width) =>
        new RegisterRunEmitter(writer, passes[width][0], tails[0], plan, backward).Emit(RunMethod(width));

    private void EmitRunAhead(CodeWriter writer, KernelWidth width)
    {
        AheadPlan?[] aheads = Aheads(width);
        int stride = backward ? -Layer.InputSize : Layer.InputSize;
        for (int pass = 0; pass < aheads.Length; pass++)
        {
            if (aheads[pass] is not { } ahead) continue;
            new AheadEmitter(writer, passes[width][pass], ahead, stride).Emit(Method(width, pass, "Input"));
            writer.Line();
            Emitter(writer, width, pass, ahead).Emit(Method(width, pass, AfterInput));
            EmitSparse(writer, width, pass, ahead);
            writer.Line();
        }
        EmitTiles(writer, width, stride);
    }

    private void EmitTiles(CodeWriter writer, KernelWidth width, int stride)
    {
        const int Steps = RunPlanner.StepsAhead;
        writer.Summary($"A sequence, {width.Prose}: {Steps} steps at a time, whose input part is summed first; what is left over step by step.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {RunMethod(width)}(ref float weights, ref float start, ref float input, ref float output, int steps, int outputStride)"))
        {
            using (writer.Block($"for (; steps >= {Steps}; steps -= {Steps})"))
            {
                if (LiveRows(width) is null) EmitTile(writer, width, stride, _ => true);
                else EmitTileOfRows(writer, width, stride);
                writer.Line($"input = ref Unsafe.Add(ref input, {Literal.Of(Steps * stride)});");
            }
            EmitSteps(writer, width, stride, "steps", NoPass);
        }
    }

    private static bool NoPass(int pass) => false;

    private void EmitTile(CodeWriter writer, KernelWidth width, int stride, System.Predicate<int> summed)
    {
        int stream = 0;
        for (int pass = 0; pass < passes[width].Length; pass++)
        {
            if (summed(pass) && Aheads(width)[pass] is not null) writer.Line($"{Method(width, pass, "Input")}({WeightsAt(stream)}, ref input, {AheadAt(width, pass)});");
            stream += passes[width][pass].StreamLength;
        }
        EmitSteps(writer, width, stride, Literal.Of(RunPlanner.StepsAhead), summed);
    }

    private void EmitSteps(CodeWriter writer, KernelWidth width, int stride, string steps, System.Predicate<int> inputIsSummed)
    {
        using (writer.Block($"for (int step = 0; step < {steps}; step++)"))
        {
            EmitStepVariables(writer, width);
            EmitStep(writer, width, 0, AtStep("ref input", stride), "ref output", inputIsSummed);
            writer.Line("output = ref Unsafe.Add(ref output, outputStride);");
        }
    }

    private KernelEmitter Emitter(CodeWriter writer, KernelWidth width, int pass, AheadPlan? ahead = null, Operand? sparse = null) =>
        new(writer, passes[width][pass], tails[pass], StoresState(pass) ? Targets(width) : new string[0]) { Ahead = ahead, Sparse = sparse };

    // The same method without the columns of zeros, if there is one.
    private void EmitSparse(CodeWriter writer, KernelWidth width, int pass, AheadPlan? ahead = null)
    {
        if (Sparse(width, pass) is not { } sparse) return;
        writer.Line();
        Emitter(writer, width, pass, ahead, sparse).Emit(Method(width, pass, (ahead is null ? "" : AfterInput) + Live));
    }

    // A small cell whose columns are all written out, or whose state stays in registers, has nothing to leave out.
    private Operand? Sparse(KernelWidth width, int pass) =>
        plan.Layer is CellLayer cell && width.Values > 1 && !passes[width][pass].FullyUnrolled ? SkippingPlanner.Sparse(plan.Skipping, cell, plan.Passes[pass]) : null;

    private int MostLive(KernelWidth width, int pass, Operand sparse) => choices.MostLive ?? SkippingPlanner.MostLiveColumns(passes[width][pass], sparse);

    private string LiveMethod(KernelWidth width) => $"{Name}LiveRows{width.KernelName}";

    private string RunMethod(KernelWidth width) => $"{Name}Run{width.KernelName}";

    private string Method(KernelWidth width, int pass, string role = "") => Name + PassName(pass) + role + width.KernelName;
}
