using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>From syntax to the place where it stands.</summary>
internal static class Places
{
    public static LocationInfo Of(SyntaxNode node) => Of(node.SyntaxTree, node.Span);

    public static LocationInfo Of(SyntaxReference syntax) => Of(syntax.SyntaxTree, syntax.Span);

    private static LocationInfo Of(SyntaxTree tree, TextSpan span) => new(tree.FilePath, span, tree.GetLineSpan(span).Span);
}
