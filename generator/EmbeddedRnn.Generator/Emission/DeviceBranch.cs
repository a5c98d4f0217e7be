using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;

namespace EmbeddedRnn.Generator.Emission;

/// <summary>Device code of a class, with what it takes; and what all such classes of a project take together.</summary>
internal static class DeviceBranch
{
    /// <summary>Compiles a class for the device. One that is over its budget gets its members all the same, so that the problem stands alone.</summary>
    public static EmittedClass Emit(AnnotatedClass annotated, Model model, int ilBudget)
    {
        var options = new DeviceOptions
        {
            IlBudget = ilBudget,
            Weights = annotated.Spec.Weights,
            CountMacs = annotated.Spec.CountMacs,
        };
        (IReadOnlyList<EmittedFile> files, DevicePlanReport report) = DeviceCompiler.Write(annotated.Target, model, options);
        return new EmittedClass(annotated, HintNames.Of(annotated, files), null)
        {
            Size = new DeviceSize(report.ClassName, report.IlBytes, report.StaticBytes, report.StaticArrays, (int)DeviceBudget.Ram(report, 1)),
            Problems = new EquatableArray<SpecProblem>(DeviceBudget.OfClass(report).Select(problem => problem.ToSpecProblem())),
        };
    }

    /// <summary>What the classes exceed together: an assembly has one limit for all of them, and so has the board that the project names.</summary>
    /// <param name="sizes">The classes.</param>
    /// <param name="boardName">The property EmbeddedRnnBoard; null where the project names no board.</param>
    public static EquatableArray<SpecProblem> OfCompilation(IReadOnlyCollection<DeviceSize> sizes, string? boardName)
    {
        if (sizes.Count == 0) return default;
        DevicePlanReport[] reports = sizes.OrderBy(s => s.ClassName, System.StringComparer.Ordinal)
            .Select(s => new DevicePlanReport { ClassName = s.ClassName, IlBytes = s.IlBytes, StaticBytes = s.StaticBytes, StaticArrays = s.StaticArrays, InstanceHeapBytes = s.RamBytes }).ToArray();
        IEnumerable<BudgetProblem> problems = DeviceBudget.OfCompilation(reports);
        if (boardName is not null)
        {
            problems = problems.Concat(BoardList.Find(boardName) is { } board
                ? DeviceBudget.OfBoard(reports, board, 1)
                : new[] { new BudgetProblem(ProblemIds.BoardNotKnown, "", BoardNotKnown(boardName)) });
        }
        return new EquatableArray<SpecProblem>(problems.Select(problem => problem.ToSpecProblem()));
    }

    private static string BoardNotKnown(string name) =>
        $"EmbeddedRnnBoard is '{name}', which is no board known here: it must be one of {string.Join(", ", BoardList.All.Select(board => board.Name))}, or left out";
}
