using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A place in a file as values: unlike a Location it keeps no syntax tree alive.</summary>
internal sealed record LocationInfo(string FilePath, TextSpan Span, LinePositionSpan Lines)
{
    public Location ToLocation() => Location.Create(FilePath, Span, Lines);

    public static LocationInfo Of(SyntaxReference syntax) => new(
        syntax.SyntaxTree.FilePath, syntax.Span, syntax.SyntaxTree.GetLineSpan(syntax.Span).Span);

    public static LocationInfo Of(SyntaxNode node) => new(
        node.SyntaxTree.FilePath, node.Span, node.SyntaxTree.GetLineSpan(node.Span).Span);
}
