using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Reads the statements that the device profile writes.</summary>
internal static class StatementReader
{
    /// <summary>Statements between braces.</summary>
    public static Node Block(Tokens tokens)
    {
        tokens.Expect("{");
        var statements = new List<Node?>();
        while (!tokens.Has("}")) statements.Add(Read(tokens));
        return new Node(NodeKind.Block, "", statements);
    }

    private static Node Read(Tokens tokens)
    {
        switch (tokens.Next)
        {
            case "{":
                return Block(tokens);
            case "if":
                tokens.Take();
                Node condition = Parenthesised(tokens);
                Node yes = Read(tokens);
                return new Node(NodeKind.If, "", condition, yes, tokens.Has("else") ? Read(tokens) : null);
            case "while":
                tokens.Take();
                return new Node(NodeKind.While, "", Parenthesised(tokens), Read(tokens));
            case "for":
                return For(tokens);
            case "return":
                tokens.Take();
                return Ended(tokens, new Node(NodeKind.Return, "", tokens.Next == ";" ? null : ExpressionReader.Read(tokens)));
            case "throw":
                tokens.Take();
                return Ended(tokens, new Node(NodeKind.Throw, "", ExpressionReader.Read(tokens)));
            case "continue":
                tokens.Take();
                return Ended(tokens, new Node(NodeKind.Continue, ""));
            default:
                return Ended(tokens, Simple(tokens));
        }
    }

    private static Node For(Tokens tokens)
    {
        tokens.Take();
        tokens.Expect("(");
        Node start = Ended(tokens, Simple(tokens));
        Node condition = Ended(tokens, ExpressionReader.Read(tokens));
        Node turn = ExpressionReader.Read(tokens);
        tokens.Expect(")");
        return new Node(NodeKind.For, "", start, condition, new Node(NodeKind.Expression, "", turn), Read(tokens));
    }

    // A declaration, or an expression.
    private static Node Simple(Tokens tokens)
    {
        int brackets = 1;
        while (tokens.Ahead(brackets) == "[" && tokens.Ahead(brackets + 1) == "]") brackets += 2;
        string name = tokens.Ahead(brackets);
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] is '_' or '@')) return new Node(NodeKind.Expression, "", ExpressionReader.Read(tokens));
        string type = "";
        for (int i = 0; i < brackets; i++) type += tokens.Take();
        var locals = new List<Node?>();
        do
        {
            locals.Add(new Node(NodeKind.Local, type, new Node(NodeKind.Name, tokens.Take()), tokens.Has("=") ? ExpressionReader.Read(tokens) : null));
        }
        while (tokens.Has(","));
        return locals.Count == 1 ? locals[0]! : new Node(NodeKind.Locals, "", locals);
    }

    private static Node Parenthesised(Tokens tokens)
    {
        tokens.Expect("(");
        Node condition = ExpressionReader.Read(tokens);
        tokens.Expect(")");
        return condition;
    }

    private static Node Ended(Tokens tokens, Node statement)
    {
        tokens.Expect(";");
        return statement;
    }
}
