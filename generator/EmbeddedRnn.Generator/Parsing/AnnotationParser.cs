using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>From an annotated class as Roslyn sees it to values.</summary>
internal static class AnnotationParser
{
    /// <summary>True for the declarations that the attributes may stand on.</summary>
    public static bool IsClass(SyntaxNode node) =>
        node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>Reads a class with an attribute of this kind, or of a whole network where the kind is null; null where the attribute was not written in code.</summary>
    public static ParsedClass? Parse(GeneratorAttributeSyntaxContext context, CellKind? kind)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        if (attribute.ApplicationSyntaxReference is not { } syntax) return null;
        return Guard.Run(
            () => Parse(type, context.Attributes, attribute, kind),
            failure => new ParsedClass(
                null,
                new AttributeSites(Places.Of(syntax), default),
                Array(SpecProblem.At(null, ProblemIds.InternalError, type.Name, failure))));
    }

    private static ParsedClass Parse(INamedTypeSymbol type, ImmutableArray<AttributeData> ofKind, AttributeData attribute, CellKind? kind)
    {
        AttributeSites sites = AttributeParser.Sites(attribute, kind);
        AttributeData[] all = type.GetAttributes().Where(a => ClassAttributes.IsKnown(a.AttributeClass)).ToArray();
        if (all.Length > 1)
        {
            // One message for each attribute after the first, at that attribute.
            if (ofKind.Any(a => Same(a, all[0]))) return new ParsedClass(null, sites, default);
            return new ParsedClass(null, sites, Array(SpecProblem.At(
                null, ProblemIds.TwoAttributes, type.Name, Short(all[0]), Short(attribute))));
        }
        List<SpecProblem> problems = ClassParser.Problems(type);
        ClassSpec? spec = AttributeParser.Spec(attribute, kind);
        AnnotatedClass? annotated = spec is null || problems.Count > 0 ? null
            : new AnnotatedClass(ClassParser.Target(type), type.Name, Identifiers.HintName(type), ClassParser.LooseConstructor(type), spec);
        return new ParsedClass(annotated, sites, Array(problems.ToArray()));
    }

    private static bool Same(AttributeData a, AttributeData b) =>
        a.ApplicationSyntaxReference is { } one && b.ApplicationSyntaxReference is { } two
        && one.SyntaxTree == two.SyntaxTree && one.Span == two.Span;

    private static string Short(AttributeData attribute) => ClassAttributes.ShortName(attribute.AttributeClass!);

    private static EquatableArray<SpecProblem> Array(params SpecProblem[] problems) => new(problems);
}
