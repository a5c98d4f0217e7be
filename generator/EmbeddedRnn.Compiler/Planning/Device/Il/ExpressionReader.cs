using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Reads the expressions that the device profile writes.</summary>
internal static class ExpressionReader
{
    private static readonly string[][] Levels =
    {
        new[] { "||" }, new[] { "&&" }, new[] { "==", "!=" }, new[] { "<", ">", "<=", ">=" }, new[] { "<<", ">>" }, new[] { "+", "-" }, new[] { "*", "/", "%" },
    };

    /// <summary>An expression, or an assignment.</summary>
    public static Node Read(Tokens tokens)
    {
        Node left = Conditional(tokens);
        if (tokens.Next is not ("=" or "+=" or "-=" or "*=")) return left;
        return new Node(NodeKind.Assign, tokens.Take(), left, Read(tokens));
    }

    /// <summary>The values between braces.</summary>
    public static Node Values(Tokens tokens)
    {
        tokens.Expect("{");
        var values = new List<Node?>();
        while (!tokens.Has("}"))
        {
            values.Add(Read(tokens));
            tokens.Has(",");
        }
        return new Node(NodeKind.ArrayValues, "", values);
    }

    private static Node Conditional(Tokens tokens)
    {
        Node condition = Binary(tokens, 0);
        if (!tokens.Has("?")) return condition;
        Node yes = Conditional(tokens);
        tokens.Expect(":");
        return new Node(NodeKind.Conditional, "", condition, yes, Conditional(tokens));
    }

    private static Node Binary(Tokens tokens, int level)
    {
        if (level == Levels.Length) return Unary(tokens);
        Node left = Binary(tokens, level + 1);
        while (System.Array.IndexOf(Levels[level], tokens.Next) >= 0) left = new Node(NodeKind.Binary, tokens.Take(), left, Binary(tokens, level + 1));
        return left;
    }

    private static Node Unary(Tokens tokens)
    {
        if (tokens.Next is "-" or "!") return new Node(NodeKind.Unary, tokens.Take(), Unary(tokens));
        if (tokens.Next == "(" && tokens.Ahead(1) is "int" or "float" or "long" && tokens.Ahead(2) == ")")
        {
            tokens.Take();
            string type = tokens.Take();
            tokens.Take();
            return new Node(NodeKind.Cast, type, Unary(tokens));
        }
        Node value = Primary(tokens);
        while (true)
        {
            if (tokens.Has("."))
            {
                value = new Node(NodeKind.Member, tokens.Take(), value);
            }
            else if (tokens.Has("["))
            {
                value = new Node(NodeKind.Index, "", value, Read(tokens));
                tokens.Expect("]");
            }
            else if (tokens.Next == "(")
            {
                var parts = new List<Node?> { value };
                parts.AddRange(Arguments(tokens));
                value = new Node(NodeKind.Call, "", parts);
            }
            else if (tokens.Next is "++" or "--")
            {
                value = new Node(NodeKind.Increment, tokens.Take(), value);
            }
            else
            {
                return value;
            }
        }
    }

    private static Node Primary(Tokens tokens)
    {
        if (tokens.Has("("))
        {
            Node inner = Read(tokens);
            tokens.Expect(")");
            return inner;
        }
        if (tokens.Next == "{") return Values(tokens);
        if (tokens.Has("new")) return New(tokens);
        string word = tokens.Next.Length > 0 ? tokens.Take() : throw tokens.Unknown("it ends too early");
        if (word[0] == '"') return new Node(NodeKind.String, word);
        if (char.IsDigit(word[0])) return new Node(word.EndsWith("f", System.StringComparison.Ordinal) ? NodeKind.Float : NodeKind.Int, word);
        if (char.IsLetter(word[0]) || word[0] is '_' or '@') return new Node(NodeKind.Name, word);
        throw tokens.Unknown($"{word} is not a value");
    }

    private static Node New(Tokens tokens)
    {
        string type = tokens.Take();
        if (tokens.Next == "(") return new Node(NodeKind.NewObject, type, new List<Node?>(Arguments(tokens)));
        tokens.Expect("[");
        Node? length = tokens.Next == "]" ? null : Read(tokens);
        tokens.Expect("]");
        while (tokens.Has("["))
        {
            tokens.Expect("]");
            type += "[]";
        }
        return length is null ? new Node(NodeKind.NewValues, type, Values(tokens)) : new Node(NodeKind.NewArray, type, length);
    }

    private static IEnumerable<Node?> Arguments(Tokens tokens)
    {
        var arguments = new List<Node?>();
        tokens.Expect("(");
        while (!tokens.Has(")"))
        {
            arguments.Add(Read(tokens));
            tokens.Has(",");
        }
        return arguments;
    }
}
