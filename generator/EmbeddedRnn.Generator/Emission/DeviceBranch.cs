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
    public static EmittedClass Emit(AnnotatedClass annotated, Model model)
    {
        var options = new DeviceOptions
        {
            IlBudget = annotated.Spec.DeviceIlBudget ?? DeviceOptions.DefaultIlBudget,
            Weights = annotated.Spec.Weights,
        };
        DevicePlanReport report = DeviceCompiler.Plan(annotated.Target, model, options);
        return new EmittedClass(annotated, HintNames.Of(annotated, DeviceCompiler.Write(annotated.Target, model, options)), null)
        {
            Size = new DeviceSize(report.ClassName, report.IlBytes, report.StaticBytes),
            Problems = new EquatableArray<SpecProblem>(DeviceBudget.OfClass(report).Select(problem => problem.ToSpecProblem())),
        };
    }

    /// <summary>What the classes exceed together: an assembly has one limit for all of them.</summary>
    public static EquatableArray<SpecProblem> OfCompilation(IEnumerable<DeviceSize> sizes)
    {
        DevicePlanReport[] reports = sizes.OrderBy(s => s.ClassName, System.StringComparer.Ordinal)
            .Select(s => new DevicePlanReport { ClassName = s.ClassName, IlBytes = s.IlBytes, StaticBytes = s.StaticBytes }).ToArray();
        return new EquatableArray<SpecProblem>(DeviceBudget.OfCompilation(reports).Select(problem => problem.ToSpecProblem()));
    }
}
