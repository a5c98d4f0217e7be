using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <content>Calls of methods, and texts that are put together.</content>
internal sealed partial class ExpressionMeter
{
    private string LoadCall(Node node)
    {
        Node target = node[0];
        int arguments = node.Parts.Count - 1;
        if (target.Kind == NodeKind.Member && target.Text == "ToString")
        {
            LoadAddress(target[0]);
            code.WriteToken(InstructionCost.Call);
            return "string";
        }
        if (target.Kind == NodeKind.Member)
        {
            for (int i = 1; i <= arguments; i++) Load(node[i]);
            code.WriteToken(3 * InstructionCost.Call);
            Depth -= arguments;
            return "void";
        }
        if (!members.Methods.TryGetValue(target.Text, out MethodText method)) throw new InvalidOperationException($"the method {target.Text} is not known where the size of the code is found.");
        if (!method.IsStatic) Push(1, "this");
        var numbers = new Dictionary<string, long>();
        for (int i = 1; i <= arguments; i++)
        {
            (string type, string name) = method.Parameters[i - 1];
            LoadAs(type, node[i]);
            if (type == "int" && Constant(node[i]) is { } number) numbers[name] = number;
        }
        code.WriteToken(InstructionCost.Call);
        MethodSize size = members.SizeOf(target.Text, numbers)!;
        code.Include(size.Executed, size.Nanoseconds);
        DeepestCall = Math.Max(DeepestCall, size.Deepest);
        Depth -= arguments + (method.IsStatic ? 0 : 1);
        if (method.Returns != "void") Depth++;
        return method.Returns;
    }

    private void LoadAddress(Node node)
    {
        if (Constant(node) is { } number)
        {
            LoadInt(number);
            int temporary = scope.Temporary("int");
            Store(temporary);
            Push(2, "address");
        }
        else if (scope.IsLocal(node.Text, out _, out _) || scope.IsArgument(node.Text, out _, out _))
        {
            Push(2, "address");
        }
        else
        {
            // Of a read-only field, too, a copy is taken.
            Load(node);
            Store(scope.Temporary("int"));
            Push(2, "address");
        }
    }

    private bool IsText(Node node) => node.Kind == NodeKind.String || node.Kind == NodeKind.Call && node[0].Text == "ToString"
        || node.Kind == NodeKind.Binary && node.Text == "+" && (IsText(node[0]) || IsText(node[1]));

    private string LoadText(Node node)
    {
        var parts = new List<Node>();
        void Flatten(Node part)
        {
            if (part.Kind != NodeKind.Binary)
            {
                parts.Add(part);
                return;
            }
            Flatten(part[0]);
            Flatten(part[1]);
        }
        Flatten(node);
        if (parts.Count <= 4)
        {
            foreach (Node part in parts) Load(part);
        }
        else
        {
            LoadValues("string", new Node(NodeKind.ArrayValues, "", parts));
        }
        code.WriteToken(InstructionCost.Call);
        Depth -= parts.Count <= 4 ? parts.Count - 1 : 0;
        return "string";
    }
}
