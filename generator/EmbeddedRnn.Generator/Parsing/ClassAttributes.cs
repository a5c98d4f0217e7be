using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>The attributes that ask for generated code.</summary>
internal static class ClassAttributes
{
    /// <summary>The attributes; a class may carry one of them.</summary>
    public static readonly IReadOnlyList<ClassAttribute> All = new ClassAttribute[]
    {
        new("EmbeddedRnn.RnnCellAttribute", CellKind.Rnn),
        new("EmbeddedRnn.GruCellAttribute", CellKind.Gru),
        new("EmbeddedRnn.LstmCellAttribute", CellKind.Lstm),
        new("EmbeddedRnn.RecurrentModelAttribute", null),
    };

    /// <summary>True for one of these attributes.</summary>
    public static bool IsKnown(INamedTypeSymbol? attribute)
    {
        if (attribute is null) return false;
        string name = attribute.ToDisplayString();
        return All.Any(known => known.FullName == name);
    }

    /// <summary>The name as it stands in brackets.</summary>
    public static string ShortName(INamedTypeSymbol attribute) =>
        attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length);
}

/// <summary>One of the attributes.</summary>
/// <param name="FullName">Its type's name.</param>
/// <param name="Cell">The cell that it asks for; null for a whole network.</param>
internal sealed record ClassAttribute(string FullName, CellKind? Cell);
