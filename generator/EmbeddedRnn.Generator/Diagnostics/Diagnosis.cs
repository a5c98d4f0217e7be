using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;

namespace EmbeddedRnn.Generator.Diagnostics;

/// <summary>Everything that is wrong with one annotated class, each at its attribute or argument.</summary>
internal static class Diagnosis
{
    public static IEnumerable<DiagnosticInfo> Of(ParsedClass parsed, ProjectModels models, ProjectInputs inputs, ProjectTarget target, EquatableArray<ClassFailure> failures)
    {
        EquatableArray<SpecProblem> problems = parsed.Problems;
        LocationInfo? damagedAt = null;
        if (parsed.Class is { } annotated)
        {
            ClassRequest request = ClassRequest.Of(annotated, models, inputs, target);
            damagedAt = request.Lookup?.Model?.Content.DamagedAt;
            problems = Guard.Run(() => request.Resolve().Problems, failure => Failed(annotated, failure));
            if (problems.All(p => p.Id == ProblemIds.GateNotTrained) && failures.FirstOrDefault(f => f.Target.Equals(annotated.Target)) is { } failed)
                problems = failed.Problems.Count > 0 ? failed.Problems : Failed(annotated, failed.Message);
        }
        foreach (SpecProblem problem in problems)
        {
            LocationInfo? elsewhere = problem.Id == ProblemIds.ModelTextDamaged ? damagedAt : null;
            yield return new DiagnosticInfo(problem.Id, parsed.Sites.Of(problem.Argument), problem.MessageArguments, elsewhere);
        }
    }

    private static EquatableArray<SpecProblem> Failed(AnnotatedClass annotated, string failure) =>
        new(new[] { SpecProblem.At(null, ProblemIds.InternalError, annotated.DisplayName, failure) });
}
