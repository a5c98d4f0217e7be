using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Reads the members of a class of the device profile.</summary>
internal sealed class ClassReader
{
    private static readonly HashSet<string> Modifiers = new() { "public", "private", "internal", "static", "readonly", "const" };

    private readonly ClassScope scope = new();
    private readonly List<Node> instanceFields = new();
    private readonly List<Node> staticFields = new();
    private readonly string className;

    private ClassReader(string className) => this.className = className;

    /// <summary>The members in the texts; fields of other texts may be given for code that refers to them.</summary>
    public static ClassSize Measure(string className, params string[] texts)
    {
        var reader = new ClassReader(className);
        var order = new List<string>();
        foreach (string text in texts)
        {
            var tokens = new Tokens(text);
            while (tokens.Next.Length > 0) reader.Member(tokens, order);
        }
        return reader.Sizes(order);
    }

    private ClassSize Sizes(List<string> order)
    {
        var empty = new Node(NodeKind.Block, "");
        var none = new (string, string)[0];
        if (!scope.Methods.TryGetValue(className, out MethodText constructor))
        {
            constructor = new MethodText(className, false, "", none, empty, instanceFields);
            order.Insert(0, className);
        }
        scope.Methods[className] = constructor with { Before = instanceFields };
        if (staticFields.Count > 0)
        {
            scope.Methods["static"] = new MethodText("static", true, "", none, empty, staticFields);
            order.Add("static");
        }
        var sizes = new List<(string, MethodSize)>();
        foreach (string method in order) sizes.Add((method, scope.SizeOf(method)!));
        (int shared, int loading) = Heap();
        return new ClassSize(sizes, Data(staticFields, "").Sum(array => array.Bytes), Data(staticFields, "").Count(), shared, loading);
    }

    private void Member(Tokens tokens, List<string> order)
    {
        var modifiers = new HashSet<string>();
        while (Modifiers.Contains(tokens.Next)) modifiers.Add(tokens.Take());
        string type = tokens.Take();
        if (type == className && tokens.Next == "(")
        {
            Method(tokens, order, className, "", false);
            return;
        }
        while (tokens.Has("["))
        {
            tokens.Expect("]");
            type += "[]";
        }
        string name = tokens.Take();
        if (tokens.Next == "(")
        {
            Method(tokens, order, name, type, modifiers.Contains("static"));
            return;
        }
        Node? value = tokens.Has("=") ? ExpressionReader.Read(tokens) : null;
        tokens.Expect(";");
        if (modifiers.Contains("const"))
        {
            scope.Constants[name] = long.Parse(value!.Text, CultureInfo.InvariantCulture);
            return;
        }
        bool isStatic = modifiers.Contains("static");
        scope.Fields[name] = (type, isStatic);
        if (value is null) return;
        var field = new Node(NodeKind.Name, name);
        (isStatic ? staticFields : instanceFields).Add(value.Kind == NodeKind.ArrayValues
            ? new Node(NodeKind.FieldValues, type, field, value)
            : new Node(NodeKind.Expression, "", new Node(NodeKind.Assign, "=", field, value)));
    }

    private void Method(Tokens tokens, List<string> order, string name, string returns, bool isStatic)
    {
        var parameters = new List<(string, string)>();
        tokens.Expect("(");
        while (!tokens.Has(")"))
        {
            string type = tokens.Take();
            while (tokens.Has("["))
            {
                tokens.Expect("]");
                type += "[]";
            }
            parameters.Add((type, tokens.Take()));
            tokens.Has(",");
        }
        scope.Methods[name] = new MethodText(name, isStatic, returns, parameters, StatementReader.Block(tokens), Array.Empty<Node>());
        order.Add(name);
    }

    // Arrays of one or two values, and zeros, are written value by value and are no data.
    private static IEnumerable<(Node Array, int Bytes)> Data(IEnumerable<Node?> nodes, string type) => nodes.Where(node => node is not null).SelectMany(node =>
        node!.Kind == NodeKind.ArrayValues && ExpressionMeter.IsData(node) ? new[] { (node, SizeOf(type) * node.Parts.Count) } : Data(node.Parts, TypeIn(node, type)));

    // A vector is copied as it is. A matrix is one array of constants, then an array of rows: for a moment both are there.
    private (int Shared, int Loading) Heap()
    {
        int shared = 0, loading = 0;
        foreach (Node field in staticFields)
        {
            if (field.Kind == NodeKind.FieldValues)
            {
                shared += HeapSize.OfArray(field[1].Parts.Count, SizeOf(field.Text));
                continue;
            }
            Node call = field[0][1], values = call[3];
            int bytes = SizeOf(values.Text);
            int Number(int argument) => int.Parse(call[argument].Text, CultureInfo.InvariantCulture);
            shared += HeapSize.OfArray(Number(1), HeapSize.Slot) + Number(1) * HeapSize.OfArray(Number(2), bytes);
            loading = Math.Max(loading, HeapSize.OfArray(values[0].Parts.Count, bytes));
        }
        return (shared, loading);
    }

    // The type of the values inside a node.
    private static string TypeIn(Node node, string around) => node.Kind is NodeKind.FieldValues or NodeKind.NewValues ? node.Text : around;

    private static int SizeOf(string type) => type.Replace("[]", "") switch
    {
        "sbyte" => sizeof(sbyte),
        "short" => sizeof(short),
        _ => sizeof(float),
    };
}

/// <summary>A class as IL.</summary>
/// <param name="Methods">The methods, constructors included; "static" is the static one.</param>
/// <param name="StaticBytes">Bytes of static data.</param>
/// <param name="StaticArrays">Arrays of it.</param>
/// <param name="SharedHeapBytes">Bytes of static arrays on the heap.</param>
/// <param name="LoadingHeapBytes">Bytes more while they are made.</param>
internal sealed record ClassSize(IReadOnlyList<(string Name, MethodSize Size)> Methods, int StaticBytes, int StaticArrays, int SharedHeapBytes, int LoadingHeapBytes);
