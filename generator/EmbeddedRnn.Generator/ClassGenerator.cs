using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Diagnostics;
using EmbeddedRnn.Generator.Emission;
using EmbeddedRnn.Generator.Parsing;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator;

/// <summary>
/// The pipeline. From an annotated class two branches fork: the code, which depends on no place in a file, so that moving
/// a line emits nothing again; and the diagnostics, which need the places.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ClassGenerator : IIncrementalGenerator
{
    private readonly ClassEmitter emitter;

    /// <summary>Makes the generator.</summary>
    public ClassGenerator()
        : this(DesktopCompiler.Compile)
    {
    }

    /// <summary>Makes the generator with another compiler, for tests of the pipeline alone.</summary>
    internal ClassGenerator(Func<ClassTarget, Model, WeightSource, DesktopOptions, IReadOnlyList<EmittedFile>> compile) => emitter = new ClassEmitter(compile);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ProjectModels> models = Models(context);
        var isNanoFramework = context.AnalyzerConfigOptionsProvider.Select((options, _) => ProjectParser.IsNanoFramework(options.GlobalOptions));
        var board = context.AnalyzerConfigOptionsProvider.Select((options, _) => ProjectParser.Board(options.GlobalOptions));
        IncrementalValueProvider<ProjectTarget> target = context.CompilationProvider.Combine(isNanoFramework).Combine(board)
            .Select((x, _) => ProjectParser.Target(x.Left.Left, x.Left.Right, x.Right)).WithTrackingName(Steps.Target);

        var parsed = ClassAttributes.All.Select(attribute => Parsed(context, attribute)).ToArray();
        var classes = parsed.Select(Classes).ToArray();
        IncrementalValueProvider<EquatableArray<string>> clashes = Joined(classes.Select(c => c.Select((annotated, _) => annotated.HintName)))
            .Select((names, _) => HintNames.Clashing(names)).WithTrackingName(Steps.Clashes);

        IncrementalValueProvider<ProjectInputs> inputs = Inputs(context, classes);
        var requests = classes.Select(c => Requests(c, models, inputs, target, clashes)).ToArray();
        IncrementalValueProvider<EquatableArray<MeasuredError>> errors = Joined(requests.Select(Measured));
        var emitted = requests.Select(r => Emitted(r, errors)).ToArray();
        foreach (var branch in emitted) context.RegisterSourceOutput(branch, SourceWriter.Add);

        IncrementalValueProvider<EquatableArray<ClassFailure>> failures = Joined(emitted.Select(Failures)).WithTrackingName(Steps.Failures);
        IncrementalValueProvider<EquatableArray<SpecProblem>> budget = Joined(emitted.Select(
                branch => branch.Where(e => e.Size is not null).Select((e, _) => e.Size!)))
            .Combine(board)
            .Select((x, _) => DeviceBranch.OfCompilation(x.Left, x.Right)).WithTrackingName(Steps.Budget);
        context.RegisterSourceOutput(budget, (output, problems) =>
        {
            foreach (SpecProblem problem in problems) output.ReportDiagnostic(Descriptors.ToDiagnostic(problem));
        });
        foreach (var branch in parsed)
        {
            var diagnoses = branch.Combine(models).Combine(inputs).Combine(target).Combine(failures)
                .SelectMany((x, _) => Diagnosis.Of(x.Left.Left.Left.Left, x.Left.Left.Left.Right, x.Left.Left.Right, x.Left.Right, x.Right))
                .WithTrackingName(Steps.Diagnoses);
            context.RegisterSourceOutput(diagnoses, (output, diagnosis) => output.ReportDiagnostic(Descriptors.ToDiagnostic(diagnosis)));
        }
    }

    private static IncrementalValueProvider<ProjectModels> Models(IncrementalGeneratorInitializationContext context)
    {
        // Texts are read by themselves, so that a change of the options, which comes often, reads none of them again.
        var read = context.AdditionalTextsProvider.Where(ModelParser.IsModelText)
            .Select((file, cancellation) => (File: file, Content: ModelParser.Read(file, cancellation))).WithTrackingName(Steps.ModelContents)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((x, _) => ModelParser.Name(x.Left.Content, x.Right.GetOptions(x.Left.File)));
        var itemNames = context.AnalyzerConfigOptionsProvider.Select((options, _) => ProjectParser.ItemNames(options.GlobalOptions));
        return read.Collect().Combine(itemNames)
            .Select((x, _) => new ProjectModels(new EquatableArray<ProjectModel>(x.Left), x.Right))
            .WithTrackingName(Steps.Models);
    }

    private static IncrementalValueProvider<ProjectInputs> Inputs(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<AnnotatedClass>[] classes)
    {
        IncrementalValueProvider<EquatableArray<string>> named = Joined(classes.Select(c => c.Where(annotated => annotated.Spec.MeasureOn is not null).Select((annotated, _) => annotated.Spec.MeasureOn!)));
        return context.AdditionalTextsProvider.Where(file => !ModelParser.IsModelText(file)).Combine(named)
            .Where(x => InputsParser.IsNamed(x.Left, x.Right))
            .Select((x, cancellation) => InputsParser.Read(x.Left, cancellation)).WithTrackingName(Steps.Inputs)
            .Collect().Select((read, _) => new ProjectInputs(new EquatableArray<InputsContent>(read)));
    }

    private static IncrementalValuesProvider<ParsedClass> Parsed(IncrementalGeneratorInitializationContext context, ClassAttribute attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute.FullName, (node, _) => AnnotationParser.IsClass(node), (found, _) => AnnotationParser.Parse(found, attribute.Cell))
            .Where(annotated => annotated is not null).Select((annotated, _) => annotated!).WithTrackingName(Steps.Parsed);

    private static IncrementalValuesProvider<AnnotatedClass> Classes(IncrementalValuesProvider<ParsedClass> parsed) =>
        parsed.Where(annotated => annotated.Class is not null).Select((annotated, _) => annotated.Class!).WithTrackingName(Steps.Classes);

    private static IncrementalValuesProvider<AskedRequest> Requests(
        IncrementalValuesProvider<AnnotatedClass> classes,
        IncrementalValueProvider<ProjectModels> models,
        IncrementalValueProvider<ProjectInputs> inputs,
        IncrementalValueProvider<ProjectTarget> target,
        IncrementalValueProvider<EquatableArray<string>> clashes) =>
        classes.Combine(models).Combine(inputs).Combine(target).Combine(clashes)
            .Select((x, _) => ClassRequest.Of(HintNames.Settle(x.Left.Left.Left.Left, x.Right), x.Left.Left.Left.Right, x.Left.Left.Right, x.Left.Right))
            .WithTrackingName(Steps.Requests)
            .Select((request, _) => AskedRequest.Of(request));

    // Apart from the code: a change of a class that changes no number, such as its name, measures nothing again.
    private static IncrementalValuesProvider<MeasuredError> Measured(IncrementalValuesProvider<AskedRequest> requests) =>
        requests.Where(asked => asked.Question is not null).Select((asked, _) => asked.Question!)
            .Select((question, cancellation) => question.Measure(cancellation)).WithTrackingName(Steps.Measured);

    private IncrementalValuesProvider<EmittedClass> Emitted(IncrementalValuesProvider<AskedRequest> requests, IncrementalValueProvider<EquatableArray<MeasuredError>> errors) =>
        requests.Combine(errors)
            .Select((x, _) => x.Left.Answered(x.Right))
            .Select((x, _) => emitter.Emit(x.Request, x.Error)).WithTrackingName(Steps.Emitted);

    private static IncrementalValuesProvider<ClassFailure> Failures(IncrementalValuesProvider<EmittedClass> emitted) =>
        emitted.Where(annotated => annotated.Failure is not null || annotated.Problems.Count > 0)
            .Select((annotated, _) => new ClassFailure(annotated.Class.Target, annotated.Failure ?? "", annotated.Problems));

    private static IncrementalValueProvider<EquatableArray<T>> Joined<T>(IEnumerable<IncrementalValuesProvider<T>> parts)
        where T : IEquatable<T> =>
        parts.Select(part => part.Collect().Select((items, _) => new EquatableArray<T>(items)))
            .Aggregate((a, b) => a.Combine(b).Select((x, _) => new EquatableArray<T>(x.Left.Concat(x.Right))));
}
