using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What became of a spec: the model to generate, or what is wrong.</summary>
public sealed class SpecResolution
{
    internal SpecResolution(Model model, IEnumerable<SpecProblem>? warnings = null)
    {
        Model = model;
        if (warnings is not null) Warnings = new EquatableArray<SpecProblem>(warnings);
    }

    internal SpecResolution(EquatableArray<SpecProblem> problems) => Problems = problems;

    internal static SpecResolution Wrong(IEnumerable<SpecProblem> problems) => new(new EquatableArray<SpecProblem>(problems));

    /// <summary>The model to generate. Null where there are problems.</summary>
    public Model? Model { get; }

    /// <summary>What is likely to be a mistake, and does not stop anything.</summary>
    public EquatableArray<SpecProblem> Warnings { get; }

    /// <summary>Everything that is wrong, empty where there is a model.</summary>
    public EquatableArray<SpecProblem> Problems { get; }
}
