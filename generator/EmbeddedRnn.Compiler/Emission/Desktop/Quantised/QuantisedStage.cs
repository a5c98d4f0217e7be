using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Compiler.Planning.Quantised;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>
/// A recurrent cell whose matrices are whole numbers. Its state stays float: each step turns what a matrix is multiplied with into
/// whole numbers, and the equations behind the sums are those of a cell of floats.
/// </summary>
internal sealed class QuantisedStage : Stage
{
    private const string Saturated = "saturated";

    private readonly LayerPlan plan;
    private readonly IReadOnlyList<Tail> tails;
    private readonly WeightFormat format;
    private readonly bool storesOutput;
    private readonly bool counts;
    private readonly int rowsOffset;
    private readonly int rangesOffset;
    private readonly Dictionary<KernelWidth, QuantisedPassPlan[]> passes;

    /// <summary>Makes the stage.</summary>
    /// <param name="plan">The cell as passes.</param>
    /// <param name="name">What the methods' names begin with.</param>
    /// <param name="rowsOffset">Where its rows begin among the bytes of the class.</param>
    /// <param name="rangesOffset">Where its ranges begin among those of the class.</param>
    /// <param name="format">The format.</param>
    /// <param name="storesOutput">False in the middle of a network that streams, where the next layer reads the result in place.</param>
    /// <param name="counts">True where values beyond their ranges are counted.</param>
    public QuantisedStage(LayerPlan plan, string name, int rowsOffset, int rangesOffset, WeightFormat format, bool storesOutput, bool counts)
        : base(plan.Layer, name, 0)
    {
        this.plan = plan;
        this.format = format;
        this.storesOutput = storesOutput;
        this.counts = counts;
        this.rowsOffset = rowsOffset;
        this.rangesOffset = rangesOffset;
        tails = Tails.Of(plan);
        passes = KernelWidth.All.ToDictionary(w => w, w => plan.Passes.Select(p => QuantisedPassPlan.Of(p, w, format)).ToArray());
        foreach (Operand operand in plan.Passes.SelectMany(p => p.Operands).GroupBy(o => o.Variable).Select(g => g.First()))
            plan.Add(QuantisedPassPlan.Whole(operand.Variable), Planning.Region.Pad(operand.Count), $"{operand.Variable} as whole numbers");
        if (counts) plan.Add(Saturated, 2, "how many values were beyond their ranges");
    }

    /// <summary>Floats of the ranges of a cell.</summary>
    public static int RangesLength(Layer layer) => 2 * layer.InputSize + 2;

    /// <summary>Bytes of its rows and peepholes.</summary>
    public int RowsLength => QuantisedPackEmitter.Length((CellLayer)Layer, format, plan.Passes);

    /// <summary>The memory that counts values beyond their ranges, as a long; null where none are counted.</summary>
    public Region? Counter => counts ? plan.Regions[Saturated] : null;

    public override IReadOnlyList<Region> State => plan.State;

    public override Region? Result => plan.Regions[plan.Result];

    // Centres and inverse units of the inputs, then the inverse units of the hidden state and of what a projection is multiplied with.
    private int HeadLength => 2 * Region.Pad(Layer.InputSize) + 16;

    public override int StreamLength(KernelWidth width) => HeadLength + passes[width].Sum(p => p.StreamLength);

    public override bool Alternates(KernelWidth width) => passes[width].Any(p => p.Plan.Alternates);

    public override IReadOnlyList<string> DescribePlan(KernelWidth width)
    {
        string layer = Name == "Step" ? "" : Name + ", ";
        string columns = $"{format} weights; below, a column is a group of {QuantisedFormat.Columns(format)} columns";
        return new[] { layer + columns }.Concat(passes[width].SelectMany(p => PlanReasons.Of(p.Plan).Select((line, i) => i == 0 ? layer + line : "  " + line))).ToArray();
    }

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
        int head = stream;
        stream += HeadLength;
        var known = new HashSet<string>();
        for (int pass = 0; pass < plan.Passes.Count; pass++)
        {
            foreach (Operand operand in plan.Passes[pass].Operands.Where(o => known.Add(o.Variable))) EmitNumbers(writer, operand, head, input);
            int at = stream;
            string arguments = string.Join(", ", Emitter(writer, width, pass).Parameters.Select(p => p switch
            {
                "weights" => WeightsAt(at),
                "output" => output!,
                _ => At(plan.Regions[p]),
            }));
            writer.Line($"{Method(width, pass)}({arguments}{(passes[width][pass].Plan.Alternates ? ", odd" : "")});");
            stream += passes[width][pass].StreamLength;
        }
        if (output is not null && !StoresToOutput(width)) writer.Line($"RnnCopy.Copy({At(Result!)}, {output}, {Layer.OutputSize});");
    }

    public override void EmitPack(CodeWriter writer, KernelWidth width)
    {
        using (writer.Block($"// {Layer.Describe()}.")) new QuantisedPackEmitter(writer, (CellLayer)Layer, format, rowsOffset, rangesOffset).Emit(plan.Passes, passes[width]);
    }

    private void EmitNumbers(CodeWriter writer, Operand operand, int head, string input)
    {
        string numbers = At(plan.Regions[QuantisedPassPlan.Whole(operand.Variable)]);
        int pad = Region.Pad(Layer.InputSize);
        bool isInput = operand.Variable == "input";
        string values = isInput ? input : At(plan.Regions[operand.Variable]);
        string scales = isInput
            ? $"{WeightsAt(head)}, {WeightsAt(head + pad)}"
            : WeightsAt(head + 2 * pad + (operand.Variable == "product" ? 1 : 0)).Substring("ref ".Length);
        writer.Line($"RnnQuantisedValues.{format}({values}, {scales}, {numbers}, {operand.Count});");
        if (counts)
            writer.Line($"Unsafe.As<float, long>({At(plan.Regions[Saturated])}) += RnnQuantisedValues.CountBeyond({values}, {scales}, RnnQuantisedFormat.{format}Limit, {operand.Count});");
    }

    // The matrices see whole numbers that were made before, so that a block may store what others would still have to read.
    private bool StoresToOutput(KernelWidth width) => storesOutput && passes[width][plan.Passes.Count - 1].Plan.EndsExactly;

    private IReadOnlyList<string> Targets(KernelWidth width) => StoresToOutput(width) ? new[] { plan.Result, "output" } : new[] { plan.Result };

    private QuantisedKernelEmitter Emitter(CodeWriter writer, KernelWidth width, int pass) =>
        new(writer, passes[width][pass], tails[pass], pass == plan.Passes.Count - 1 ? Targets(width) : new string[0]);

    private string Method(KernelWidth width, int pass) =>
        Name + (plan.Passes.Count == 1 ? "" : pass == 0 ? "Gates" : Layer is GruLayer ? "Candidate" : "Projection") + width.KernelName;
}
