using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>All that the parts of one generated class share: the cell, its kernels, its names.</summary>
internal sealed class ClassPlan
{
    public ClassPlan(ClassTarget target, Model model, CellLayer layer, WeightSource weights)
    {
        Target = target;
        Model = model;
        Layer = layer;
        Weights = weights;
        Cell = CellPlanner.Plan(layer);
        Tails = Desktop.Tails.Of(layer);
        Kernels = KernelWidth.All.Select(width => new KernelPlan(this, width)).ToArray();
        WeightNames = WeightName.Of(layer);
    }

    public ClassTarget Target { get; }

    public Model Model { get; }

    public CellLayer Layer { get; }

    public WeightSource Weights { get; }

    public CellPlan Cell { get; }

    public IReadOnlyList<Tail> Tails { get; }

    public IReadOnlyList<KernelPlan> Kernels { get; }

    public IReadOnlyList<WeightName> WeightNames { get; }

    public bool HasTrainedWeights => Weights.Kind != WeightSourceKind.RunTime;

    /// <summary>The state as a value type is offered up to 4 KB.</summary>
    public bool HasStateValue => 4 * Layer.StateSize <= 4096;
}

/// <summary>One kernel of a class.</summary>
internal sealed class KernelPlan
{
    private readonly ClassPlan plan;

    public KernelPlan(ClassPlan plan, KernelWidth width)
    {
        this.plan = plan;
        Width = width;
        Passes = plan.Cell.Passes.Select(p => PassPlanner.Plan(p, width)).ToArray();
    }

    public KernelWidth Width { get; }

    public IReadOnlyList<PassPlan> Passes { get; }

    /// <summary>Values of the weight stream.</summary>
    public int StreamLength => Passes.Sum(p => p.StreamLength);

    /// <summary>True where the new hidden state is made beside the old one and copied.</summary>
    public bool NeedsNext => plan.Cell.NeedsNext(Passes[Passes.Count - 1]);

    /// <summary>True where the last pass stores straight to the output.</summary>
    public bool StoresOutput => Passes[Passes.Count - 1] is { SingleBlock: true, EndsExactly: true };

    /// <summary>Where the last pass stores the new hidden state.</summary>
    public IReadOnlyList<string> HiddenTargets =>
        NeedsNext ? new[] { "next" }
        : StoresOutput ? new[] { "hidden", "output" }
        : new[] { "hidden" };

    /// <summary>The method of a pass.</summary>
    public string Method(int pass) => Passes.Count == 1 ? "Step" + Width.KernelName
        : (plan.Layer is GruLayer ? new[] { "Gates", "Candidate" } : new[] { "Gates", "Projection" })[pass] + Width.KernelName;

    public KernelEmitter Emitter(CodeWriter writer, int pass) => new(writer, Passes[pass], plan.Tails[pass], HiddenTargets);
}
