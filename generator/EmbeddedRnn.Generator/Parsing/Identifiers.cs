using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>Names as C# writes them, and as file names may be.</summary>
internal static class Identifiers
{
    /// <summary>The name with @ where it is a keyword anywhere.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The namespace with dots, each part escaped; "" for the global one.</summary>
    public static string Namespace(INamespaceSymbol ns)
    {
        if (ns.IsGlobalNamespace) return "";
        string name = Escape(ns.Name);
        return ns.ContainingNamespace.IsGlobalNamespace ? name : Namespace(ns.ContainingNamespace) + "." + name;
    }

    /// <summary>The start of the names of a class's generated files: namespace, containing types with their arity, class.</summary>
    public static string HintName(INamedTypeSymbol type)
    {
        string before = type.ContainingType is { } outer ? HintName(outer) + "." : HintName(type.ContainingNamespace);
        return before + Safe(type.MetadataName);
    }

    private static string HintName(INamespaceSymbol ns) =>
        ns.IsGlobalNamespace ? "" : HintName(ns.ContainingNamespace) + Safe(ns.Name) + ".";

    /// <summary>C# allows letters in names that the compiler refuses in the names of generated files.</summary>
    private static string Safe(string name)
    {
        if (name.All(Allowed)) return name;
        var safe = new StringBuilder();
        foreach (char c in name)
        {
            if (Allowed(c)) safe.Append(c);
            else safe.Append('-').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return safe.ToString();
    }

    private static bool Allowed(char c) => char.IsLetterOrDigit(c) || c == '_' || c == '`';
}
