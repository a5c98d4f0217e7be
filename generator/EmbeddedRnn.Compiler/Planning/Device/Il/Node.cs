using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>What a piece of generated C# is.</summary>
internal enum NodeKind
{
    Int,
    Float,
    String,
    Name,
    Member,
    Index,
    Call,
    Unary,
    Increment,
    Binary,
    Assign,
    Conditional,
    Cast,
    NewObject,
    NewArray,
    NewValues,
    ArrayValues,
    FieldValues,
    Local,
    Locals,
    Expression,
    If,
    For,
    While,
    Return,
    Throw,
    Continue,
    Block,
}

/// <summary>
/// A piece of generated C#: an expression or a statement. <see cref="Text"/> is its name, operator, type or number, as the kind
/// has it; a part that is absent is null.
/// </summary>
internal sealed record Node(NodeKind Kind, string Text, IReadOnlyList<Node?> Parts)
{
    public Node(NodeKind kind, string text, params Node?[] parts)
        : this(kind, text, (IReadOnlyList<Node?>)parts)
    {
    }

    /// <summary>A part that is there.</summary>
    public Node this[int part] => Parts[part]!;
}
