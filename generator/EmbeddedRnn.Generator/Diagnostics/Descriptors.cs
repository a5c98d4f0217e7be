using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator.Diagnostics;

/// <summary>What each diagnostic says. Each id has a page in docs/diagnostics and a line in AnalyzerReleases.</summary>
internal static class Descriptors
{
    private const string Category = "EmbeddedRnn";

    private static readonly DiagnosticDescriptor ClassNotPartial = new(
        ProblemIds.ClassNotPartial, "The class must be partial",
        "'{0}' must be partial to be completed by generated code: write 'partial {1} {0}'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ClassNotPartial));

    private static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        ProblemIds.ContainingTypeNotPartial, "The types around the class must be partial",
        "'{1}', which contains '{0}', must be partial: add 'partial' to the declaration of '{1}'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ContainingTypeNotPartial));

    private static readonly DiagnosticDescriptor UnsupportedClass = new(
        ProblemIds.UnsupportedClass, "A generated class cannot be of this sort",
        "'{0}' cannot be completed by generated code because it {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.UnsupportedClass));

    private static readonly DiagnosticDescriptor TwoAttributes = new(
        ProblemIds.TwoAttributes, "A class can be one cell or network only",
        "'{0}' already has [{1}]: remove it or this [{2}], or make classes of different names",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.TwoAttributes));

    private static readonly DiagnosticDescriptor SizeMissing = new(
        ProblemIds.SizeMissing, "A size is missing",
        "'{0}' needs {1}: {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.SizeMissing));

    private static readonly DiagnosticDescriptor SizeOutOfRange = new(
        ProblemIds.SizeOutOfRange, "A size is out of range",
        "{0} is {1}, but must be from {2} to {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.SizeOutOfRange));

    private static readonly DiagnosticDescriptor OptionNotStated = new(
        ProblemIds.OptionNotStated, "An option that nobody may guess is not stated",
        "'{0}' needs {1}, which no model file states here: write {1} = {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.OptionNotStated));

    private static readonly DiagnosticDescriptor ModelNotFound = new(
        ProblemIds.ModelNotFound, "The project has no such model",
        "Model '{0}' is not among the project's models: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ModelNotFound));

    private static readonly DiagnosticDescriptor ModelAmbiguous = new(
        ProblemIds.ModelAmbiguous, "Several models have this name",
        "Model '{0}' can mean any of {1}: write the path as the project file does, or give the items a Name of their own",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ModelAmbiguous));

    private static readonly DiagnosticDescriptor ModelTextDamaged = new(
        ProblemIds.ModelTextDamaged, "The model's text cannot be read",
        "The text of model '{0}' cannot be read, so convert the model again: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ModelTextDamaged));

    private static readonly DiagnosticDescriptor SpecAndModelDisagree = new(
        ProblemIds.SpecAndModelDisagree, "The attribute and the model disagree",
        "{0} is {1} here, but {3} in model '{2}': correct the attribute, or name another model",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.SpecAndModelDisagree));

    private static readonly DiagnosticDescriptor ModelNotThisCell = new(
        ProblemIds.ModelNotThisCell, "The model is not one cell of this kind",
        "Model '{0}' holds {1}, but the attribute asks for one {2}: {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.ModelNotThisCell));

    private static readonly DiagnosticDescriptor UnsupportedTarget = new(
        ProblemIds.UnsupportedTarget, "The project cannot compile generated code",
        "The project cannot compile the code generated for '{0}': {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.UnsupportedTarget));

    private static readonly DiagnosticDescriptor InternalError = new(
        ProblemIds.InternalError, "The generator failed",
        "The generator failed for '{0}', which is a defect of EmbeddedRnn; please report it with the class and its model: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.InternalError));

    private static readonly DiagnosticDescriptor NoModelNamed = new(
        ProblemIds.NoModelNamed, "No model is named",
        "'{0}' names no model: write the path or name of one of the project's RecurrentModel items, as in [RecurrentModel(\"gesture.onnx\")]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.NoModelNamed));

    private static readonly DiagnosticDescriptor NoDeviceCode = new(
        ProblemIds.NoDeviceCode, "The class cannot be device code as it is",
        "'{0}' cannot be device code: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.NoDeviceCode));

    private static readonly DiagnosticDescriptor GateNotTrained = new(
        ProblemIds.GateNotTrained, "A gate is made 0 or 1 that was not trained so",
        "The {1} of model '{0}' is to be a step here: a model that was not trained with it loses 11 to 17 points of accuracy; train it with step gates, or take a hard sigmoid",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLink(ProblemIds.GateNotTrained));

    private static readonly DiagnosticDescriptor RangeNotKnown = new(
        ProblemIds.RangeNotKnown, "A range that integer weights need is not known",
        "{2} needs {1}, which model '{0}' does not tell: find it with 'embeddedrnn calibrate' and name the model that it writes, or keep WeightFormat.Float32",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.RangeNotKnown));

    private static readonly DiagnosticDescriptor InputsUnusable = new(
        ProblemIds.InputsUnusable, "The inputs to measure on cannot be used",
        "'{0}' cannot be measured on '{1}': {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(ProblemIds.InputsUnusable));

    private static readonly DiagnosticDescriptor DeviceBudgetExceeded = Budget(ProblemIds.DeviceBudgetExceeded, "A device class takes more IL than its budget");

    private static readonly DiagnosticDescriptor DeviceCodeTooLarge = Budget(ProblemIds.DeviceCodeTooLarge, "A device class takes more IL than an assembly can have");

    private static readonly DiagnosticDescriptor DeviceDataTooLarge = Budget(ProblemIds.DeviceDataTooLarge, "A device class has more static data than an assembly can have");

    private static readonly DiagnosticDescriptor DeviceMethodTooLarge = Budget(ProblemIds.DeviceMethodTooLarge, "A method of a device class is beyond what the interpreter can run");

    private static readonly DiagnosticDescriptor DeviceCompilationCode = Budget(ProblemIds.DeviceCompilationCode, "The device classes of a project take more IL than an assembly can have");

    private static readonly DiagnosticDescriptor DeviceCompilationData = Budget(ProblemIds.DeviceCompilationData, "The device classes of a project have more static data than an assembly can have");

    private static readonly DiagnosticDescriptor BoardFlash = Budget(ProblemIds.BoardFlash, "The device classes take more flash than the board has");

    private static readonly DiagnosticDescriptor BoardMemory = Budget(ProblemIds.BoardMemory, "The device classes take more memory than the board has");

    private static readonly DiagnosticDescriptor BoardNotKnown = Budget(ProblemIds.BoardNotKnown, "The project names a board that is not known");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        ClassNotPartial, ContainingTypeNotPartial, UnsupportedClass, TwoAttributes, SizeMissing, SizeOutOfRange, OptionNotStated,
        ModelNotFound, ModelAmbiguous, ModelTextDamaged, SpecAndModelDisagree, ModelNotThisCell, UnsupportedTarget, InternalError,
        NoModelNamed, GateNotTrained, NoDeviceCode, RangeNotKnown, DeviceBudgetExceeded, DeviceCodeTooLarge, DeviceDataTooLarge, DeviceMethodTooLarge, DeviceCompilationCode,
        DeviceCompilationData, BoardFlash, BoardMemory, BoardNotKnown, InputsUnusable,
    }.ToDictionary(descriptor => descriptor.Id);

    /// <summary>All descriptors.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    /// <summary>The diagnostic that the compiler shows.</summary>
    public static Diagnostic ToDiagnostic(DiagnosticInfo info) => Diagnostic.Create(
        ById[info.Id],
        info.Location.ToLocation(),
        info.Elsewhere is null ? null : new[] { info.Elsewhere.ToLocation() },
        info.MessageArguments.ToArray<object>());

    // The planner has the words, which the budget command says too.
    private static DiagnosticDescriptor Budget(string id, string title) =>
        new(id, title, "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLink(id));

    /// <summary>The diagnostic of a whole project, which stands at no place.</summary>
    public static Diagnostic ToDiagnostic(SpecProblem problem) =>
        Diagnostic.Create(ById[problem.Id], Location.None, problem.MessageArguments.ToArray<object>());

    /// <summary>The page, as a path in the repository.</summary>
    private static string HelpLink(string id) => $"docs/diagnostics/{id}.md";
}
