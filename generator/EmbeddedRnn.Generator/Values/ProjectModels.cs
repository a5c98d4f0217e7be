using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>The project's models, and what the build says about those whose text is not there yet.</summary>
/// <param name="Read">The models whose text is there.</param>
/// <param name="ItemNames">The names of all RecurrentModel items.</param>
internal sealed record ProjectModels(EquatableArray<ProjectModel> Read, EquatableArray<string> ItemNames)
{
    /// <summary>Looks a model up by the name that an attribute gives.</summary>
    public ModelLookup Find(string wanted)
    {
        IReadOnlyList<ProjectModel> fits = ModelMatching.Find(wanted, Read);
        if (fits.Count == 1) return ModelLookup.Of(fits[0]);
        if (fits.Count > 1) return ModelLookup.Wrong(SpecProblem.At(SpecArguments.Model, ProblemIds.ModelAmbiguous, wanted, List(fits)));

        string[] pending = ItemNames.Where(name => !Read.Any(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase))).ToArray();
        // While texts are missing the compiler runs for an editor only: a build stops where a model cannot be converted. Names
        // do not tell which file an item with a name of its own means, so until all texts are there nothing is "not found".
        if (pending.Length > 0) return ModelLookup.NotYetThere(pending.FirstOrDefault(name => ModelMatching.CanMean(wanted, name)) ?? pending[0]);

        string advice = Read.Count == 0
            ? $"it has none; add <ItemGroup><RecurrentModel Include=\"{wanted}\" /></ItemGroup> to the project file"
            : $"it has {List(Read)}";
        return ModelLookup.Wrong(SpecProblem.At(SpecArguments.Model, ProblemIds.ModelNotFound, wanted, advice));
    }

    private static string List(IEnumerable<ProjectModel> models) => string.Join(", ", models
        .Select(m => $"'{m.Name}' ({m.Source})").OrderBy(text => text, StringComparer.Ordinal));
}

/// <summary>What became of a look-up: a model, the name of one whose text is not there yet, or a problem.</summary>
internal sealed record ModelLookup(ProjectModel? Model, string? PendingName, SpecProblem? Problem)
{
    public static ModelLookup Of(ProjectModel model) => new(model, null, null);

    public static ModelLookup NotYetThere(string name) => new(null, name, null);

    public static ModelLookup Wrong(SpecProblem problem) => new(null, null, problem);
}
