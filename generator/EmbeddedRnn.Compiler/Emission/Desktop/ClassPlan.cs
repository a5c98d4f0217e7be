using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Desktop.Streams;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>All that the parts of one generated class share: the network, its stages, its memory.</summary>
internal sealed class ClassPlan
{
    public ClassPlan(ClassTarget target, Model model, WeightSource weights, DesktopOptions options, PlanChoices? forced = null)
    {
        Target = target;
        Model = model;
        Weights = weights;
        Options = options;
        Macs = options.CountMacs ? new MacCounter(Memory) : null;
        if (!model.CanStream)
        {
            Sequence = new SequencePlan(Memory, model, options);
            Network = Sequence.Stages;
            return;
        }
        Network = new StageBuilder(Memory, model, options, forced).Chain(model.Layers, model.Layers[0], "", residual: false);
        // The last stage may still read the inputs while it writes the outputs, which may overlap them.
        if (Network.Stages.Count == 1 && Network.Stages[0] is not PassStage) Given = Memory.Add("given", model.InputSize, "a copy of the inputs");
        if (options.Streams && !target.DeclaresStreams) Streams = new StreamsPlan(Memory, Network, model);
        if (model.OutputsLastStepOnly) Latest = Memory.Add("latest", model.OutputSize, "what Run's latest step gave");
    }

    public ClassTarget Target { get; }

    public Model Model { get; }

    public WeightSource Weights { get; }

    public DesktopOptions Options { get; }

    /// <summary>True where the matrices of the cells are whole numbers.</summary>
    public bool IsQuantised => Options.Weights != WeightFormat.Float32 && Model.AllLayers.Any(l => l is CellLayer);

    public MemoryPlan Memory { get; } = new();

    /// <summary>The counters of multiply-accumulates, or null.</summary>
    public MacCounter? Macs { get; }

    public ChainStage Network { get; }

    /// <summary>The network over whole sequences where it cannot run a step at a time, else null.</summary>
    public SequencePlan? Sequence { get; }

    /// <summary>Where the inputs are copied before a step, or null where they are read in place.</summary>
    public Region? Given { get; }

    /// <summary>The cell where the class is one, else null.</summary>
    public CellLayer? Cell => Model.Layers.Count == 1 ? Model.Layers[0] as CellLayer : null;

    /// <summary>Where Run keeps the outputs of steps before the last, which nobody asked for; null where every step's are given out.</summary>
    public Region? Latest { get; }

    /// <summary>Many streams at once; null for a network that cannot run a step at a time, and where they are not wanted.</summary>
    public StreamsPlan? Streams { get; }

    public bool HasTrainedWeights => Weights.Kind != WeightSourceKind.RunTime;

    /// <summary>Weights but initial states.</summary>
    public int WeightCount => WeightName.Count(Model);

    public bool HasInitialState => Model.Layers.SelectMany(l => l.Tensors).Any(WeightName.IsInitialState);

    /// <summary>The state as a value type is offered up to 4 KB; a network may have none.</summary>
    public bool HasStateValue => Model.StateSize > 0 && 4 * Model.StateSize <= 4096;

    /// <summary>What the state holds, in words.</summary>
    public string StateContent => Cell switch
    {
        LstmLayer lstm => $"the hidden state ({lstm.OutputSize} values), then the cell state ({lstm.HiddenSize})",
        { } cell => $"the hidden state ({cell.OutputSize} values)",
        null => $"layer after layer, {Model.StateSize} values",
    };
}
