using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>The annotated class itself: how to write another part of it, and whether one can be written.</summary>
internal static class ClassParser
{
    /// <summary>The class as generated code has to declare it.</summary>
    public static ClassTarget Target(INamedTypeSymbol type) => new(
        Identifiers.Namespace(type.ContainingNamespace),
        Containing(type).Reverse().Select(Declaration).ToArray(),
        Identifiers.Escape(type.Name),
        type.InstanceConstructors.Any(c => c.Parameters.IsEmpty && !c.IsImplicitlyDeclared),
        type.IsRecord,
        type.Name == SpecArguments.Streams || type.GetMembers(SpecArguments.Streams).Length > 0);

    /// <summary>Why no part can be added to the class.</summary>
    public static List<SpecProblem> Problems(INamedTypeSymbol type)
    {
        var problems = new List<SpecProblem>();
        if (!IsPartial(type)) problems.Add(SpecProblem.At(null, ProblemIds.ClassNotPartial, type.Name, type.IsRecord ? "record" : "class"));
        foreach (INamedTypeSymbol outer in Containing(type).Where(o => !IsPartial(o)))
            problems.Add(SpecProblem.At(null, ProblemIds.ContainingTypeNotPartial, type.Name, outer.Name));
        if (Unsupported(type) is { } reason)
            problems.Add(SpecProblem.At(null, ProblemIds.UnsupportedClass, type.Name, reason));
        return problems;
    }

    /// <summary>A constructor that calls no other of the class, so that neither weights nor initial state would be set; null where there is none.</summary>
    public static string? LooseConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Where(c => !IsCopy(c, type)).SelectMany(c => c.DeclaringSyntaxReferences).Select(r => r.GetSyntax())
            .OfType<ConstructorDeclarationSyntax>().FirstOrDefault(c => c.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true) is { } loose
            ? type.Name + loose.ParameterList.NormalizeWhitespace()
            : null;

    /// <summary>True for what a record copies itself with.</summary>
    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static string? Unsupported(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "is static; remove 'static': each instance keeps a state of its own";
        if (type.IsAbstract) return "is abstract; remove 'abstract'";
        if (type.IsGenericType && type.TypeParameters.Length > 0) return "is generic; remove its type parameters, or put the class into a generic type";
        if (type.IsFileLocal || Containing(type).Any(o => o.IsFileLocal)) return "is local to its file, and generated code stands in another; remove 'file'";
        if (Declarations(type).Any(d => d.ParameterList is not null)) return "has a primary constructor, which the generated constructors cannot call; write it as an ordinary constructor";
        return null;
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? ""
            : $"<{string.Join(", ", type.TypeParameters.Select(p => Identifiers.Escape(p.Name)))}>";
        return $"partial {keyword} {Identifiers.Escape(type.Name)}{parameters}";
    }

    /// <summary>The types around the class, innermost first.</summary>
    private static IEnumerable<INamedTypeSymbol> Containing(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) yield return outer;
    }

    private static bool IsPartial(INamedTypeSymbol type) => Declarations(type).All(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>();
}
