using System.Collections.Generic;
using EmbeddedRnn.Compiler.Specification;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>The attributes that ask for a cell.</summary>
internal static class CellAttributes
{
    /// <summary>The full names of the attributes, by the cell that each asks for.</summary>
    public static readonly IReadOnlyDictionary<CellKind, string> FullNames = new Dictionary<CellKind, string>
    {
        [CellKind.Rnn] = "EmbeddedRnn.RnnCellAttribute",
        [CellKind.Gru] = "EmbeddedRnn.GruCellAttribute",
        [CellKind.Lstm] = "EmbeddedRnn.LstmCellAttribute",
    };

    /// <summary>True for one of these attributes.</summary>
    public static bool IsCell(INamedTypeSymbol? attribute)
    {
        if (attribute is null) return false;
        string name = attribute.ToDisplayString();
        foreach (string known in FullNames.Values)
        {
            if (known == name) return true;
        }
        return false;
    }

    /// <summary>The name as it stands in brackets.</summary>
    public static string ShortName(INamedTypeSymbol attribute) =>
        attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length);
}
