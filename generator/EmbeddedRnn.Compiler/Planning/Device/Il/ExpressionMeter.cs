using System;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Expressions as IL. Every method that loads a value gives its type.</summary>
internal sealed partial class ExpressionMeter
{
    private readonly ClassScope members;
    private readonly MethodScope scope;
    private readonly IlCode code;
    private int depth;

    public ExpressionMeter(ClassScope members, MethodScope scope, IlCode code)
    {
        this.members = members;
        this.scope = scope;
        this.code = code;
    }

    /// <summary>Depth of the evaluation stack, at most.</summary>
    public int Stack { get; private set; }

    /// <summary>Locals, arguments and stack of called methods, at most.</summary>
    public int DeepestCall { get; private set; }

    /// <summary>Values on the stack.</summary>
    public int Depth
    {
        get => depth;
        set => Stack = Math.Max(Stack, depth = value);
    }

    /// <summary>The value of a constant whole number; null for what is not one.</summary>
    public long? Constant(Node node) => node.Kind switch
    {
        NodeKind.Int => long.Parse(node.Text, CultureInfo.InvariantCulture),
        NodeKind.Name when members.Constants.TryGetValue(node.Text, out long value) && !scope.IsLocal(node.Text, out _, out _) => value,
        NodeKind.Unary when node.Text == "-" => -Constant(node[0]),
        NodeKind.Binary => (node.Text, Constant(node[0]), Constant(node[1])) switch
        {
            ("+", { } a, { } b) => a + b,
            ("-", { } a, { } b) => a - b,
            ("*", { } a, { } b) => a * b,
            ("/", { } a, { } b) when b != 0 => a / b,
            _ => null,
        },
        _ => null,
    };

    public string Load(Node node)
    {
        if (Constant(node) is { } number) return LoadInt(number);
        switch (node.Kind)
        {
            case NodeKind.Float:
                return Push(5, "float");
            case NodeKind.String:
                return PushToken("string");
            case NodeKind.Name:
                return LoadName(node.Text);
            case NodeKind.Member:
                return LoadMember(node);
            case NodeKind.Index:
                string array = Load(node[0]);
                Load(node[1]);
                Depth--;
                code.Write(1, InstructionCost.Element);
                return Widened(Element(array));
            case NodeKind.Unary:
                if (node.Text == "-" && node[0].Kind == NodeKind.Float) return Push(5, "float");
                string type = Load(node[0]);
                code.Write(1);
                return type;
            case NodeKind.Binary:
                return LoadBinary(node);
            case NodeKind.Conditional:
                return LoadConditional(node);
            case NodeKind.Cast:
                Load(node[0]);
                code.Write(1);
                return node.Text;
            case NodeKind.Call:
                return LoadCall(node);
            case NodeKind.NewObject:
                foreach (Node? argument in node.Parts) Load(argument!);
                Depth -= node.Parts.Count;
                return PushToken(node.Text);
            case NodeKind.NewArray:
                Load(node[0]);
                code.WriteToken(InstructionCost.Call);
                return node.Text + "[]";
            case NodeKind.NewValues:
                LoadValues(node.Text, node[0]);
                return node.Text + "[]";
            default:
                throw new InvalidOperationException($"the size of {node.Kind} {node.Text} as a value is not known.");
        }
    }

    /// <summary>Loads a value as a type: a whole number becomes a long or a float.</summary>
    public void LoadAs(string type, Node node)
    {
        string actual = Load(node);
        if (actual != type && actual == "int" && type is "long" or "float") Convert(node, type);
    }

    /// <summary>An array of values.</summary>
    public void LoadValues(string element, Node values)
    {
        int count = values.Parts.Count;
        LoadInt(count);
        code.WriteToken(InstructionCost.Call);
        if (IsData(values))
        {
            Push(1, "");
            code.WriteLoadToken();
            code.WriteToken(InstructionCost.Call);
            Depth--;
            return;
        }
        for (int i = 0; i < count; i++)
        {
            Node value = values[i];
            if (IsZero(value)) continue;
            Push(1, "");
            LoadInt(i);
            if (value.Kind == NodeKind.ArrayValues) LoadValues(Element(element), value);
            else LoadAs(element, value);
            code.Write(1, InstructionCost.Element);
            Depth -= 3;
        }
    }

    /// <summary>Whether an array's values become static data: literals, of which more than two are not zero.</summary>
    public static bool IsData(Node values) => values.Parts.All(IsLiteral) && values.Parts.Count(v => !IsZero(v!)) > 2;

    private static string Element(string array) => array.EndsWith("[]", StringComparison.Ordinal) ? array.Substring(0, array.Length - 2) : throw new InvalidOperationException($"{array} is not an array.");

    // Bytes and shorts are ints as soon as they are loaded.
    private static string Widened(string type) => type is "sbyte" or "short" ? "int" : type;

    private static bool IsZero(Node value) => value.Kind is NodeKind.Float or NodeKind.Int && value.Text is "0f" or "0";

    private static bool IsLiteral(Node? value) => value!.Kind switch
    {
        NodeKind.Float or NodeKind.Int => true,
        NodeKind.Unary => IsLiteral(value[0]),
        NodeKind.Member => value[0].Kind == NodeKind.Name && value[0].Text == "float",
        _ => false,
    };

    private string LoadInt(long value) => Push(value is >= -1 and <= 8 ? 1 : value is >= sbyte.MinValue and <= sbyte.MaxValue ? 2 : 5, "int");

    private string LoadName(string name)
    {
        if (scope.IsLocal(name, out string type, out int slot)) return Push(slot < 4 ? 1 : slot < 256 ? 2 : 4, type);
        if (scope.IsArgument(name, out type, out slot)) return Push(slot < 4 ? 1 : 2, type);
        (string fieldType, bool isStatic) = Field(name);
        if (isStatic) return PushToken(fieldType);
        Push(1, "this");
        code.WriteToken(InstructionCost.Field);
        return fieldType;
    }

    private (string Type, bool IsStatic) Field(string name) =>
        members.Fields.TryGetValue(name, out (string Type, bool IsStatic) field) ? field : throw new InvalidOperationException($"{name} is not known where the size of the code is found.");

    private string LoadMember(Node node)
    {
        if (node[0].Kind == NodeKind.Name && node[0].Text == "float") return Push(5, "float");
        if (node.Text != "Length") throw new InvalidOperationException($"the size of {node.Text} is not known.");
        Load(node[0]);
        code.Write(1);
        code.Write(1);
        return "int";
    }

    private string LoadBinary(Node node)
    {
        if (node.Text == "+" && IsText(node)) return LoadText(node);
        if (node.Text is "==" or "!=" or "<" or ">" or "<=" or ">=" or "&&" or "||")
            return LoadConditional(new Node(NodeKind.Conditional, "", node, new Node(NodeKind.Int, "1"), new Node(NodeKind.Int, "0")));
        string left = Load(node[0]);
        if (left == "int" && node.Text == "*" && Constant(node[1]) == 1) return left;
        string right = Load(node[1]);
        // The narrower operand is widened; on which side makes no difference to the size.
        // What is shifted keeps its type.
        if (node.Text is "<<" or ">>") right = left;
        string type = left == right ? left : left is "float" || right is "float" ? "float" : "long";
        if (left != right) Convert(node[1], type);
        code.Write(1);
        Depth--;
        return type;
    }

    // A constant is widened by the compiler where it can be.
    private void Convert(Node node, string type)
    {
        if (type != "float" || Constant(node) is null) code.Write(1);
        else code.Write(4);
    }

    private string LoadConditional(Node node)
    {
        int yes = code.NewLabel(), end = code.NewLabel();
        Executions runs = code.Runs;
        bool guard = Guards.Is(node[0], out bool open);
        Jump(node[0], true, yes);
        code.Runs = guard ? open ? runs.Refused() : runs.Guarded() : runs.Times(0.5);
        string type = Load(node[2]);
        code.Branch(end, always: true);
        code.Mark(yes);
        Depth--;
        code.Runs = guard ? open ? runs.Guarded() : runs.Refused() : runs.Times(0.5);
        Load(node[1]);
        code.Mark(end);
        code.Runs = runs;
        return type;
    }

    private string Push(int size, string type)
    {
        code.Write(size);
        Depth++;
        return type;
    }

    private string PushToken(string type)
    {
        code.WriteToken(InstructionCost.Field);
        Depth++;
        return type;
    }
}
