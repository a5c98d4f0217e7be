using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>
/// chain = layer { "|" layer }; layer = word [ "(" chain ")" ] { word | word "=" word }.
/// </summary>
internal sealed class SpecParser(string spec)
{
    private const int DeepestNesting = ResidualLayer.DeepestNesting + 1;

    private readonly IReadOnlyList<SpecToken> tokens = SpecLexer.Read(spec);
    private int next;

    private SpecToken Current => tokens[next];

    public IReadOnlyList<SpecNode> Read()
    {
        IReadOnlyList<SpecNode> chain = Chain(0);
        if (!Current.IsEnd) throw Error(Current, Current.Text == ")" ? "there is no parenthesis to close" : "expected '|' or the end");
        return chain;
    }

    private List<SpecNode> Chain(int depth)
    {
        if (depth > DeepestNesting) throw Error(Current, $"layers can be nested {DeepestNesting} deep at most");
        var layers = new List<SpecNode> { Layer(depth) };
        while (Current.Text == "|")
        {
            next++;
            layers.Add(Layer(depth));
        }
        return layers;
    }

    private SpecNode Layer(int depth)
    {
        SpecToken name = Word("a layer");
        IReadOnlyList<SpecNode> inner = [];
        if (Current.Text == "(")
        {
            next++;
            inner = Chain(depth + 1);
            if (Current.Text != ")") throw Error(Current, "expected ')' or '|'");
            next++;
        }
        var words = new List<SpecToken>();
        var options = new List<(SpecToken, SpecToken)>();
        while (IsWord(Current))
        {
            SpecToken word = tokens[next++];
            if (Current.Text != "=")
            {
                words.Add(word);
                continue;
            }
            next++;
            options.Add((word, Word($"a value for {word.Text}")));
        }
        return new SpecNode(name, words, options, inner);
    }

    private SpecToken Word(string what) => IsWord(Current) ? tokens[next++] : throw Error(Current, $"expected {what}");

    private static bool IsWord(SpecToken token) => !token.IsEnd && token.Text is not ("|" or "(" or ")" or "=");

    private SpecException Error(SpecToken token, string expected) => new(spec, token.Position, expected);
}
