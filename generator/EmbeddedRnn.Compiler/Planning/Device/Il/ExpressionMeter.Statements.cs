using System;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <content>Branches on conditions, assignments, and expressions whose value nobody wants.</content>
internal sealed partial class ExpressionMeter
{
    /// <summary>Loads the arguments of a branch on a condition and writes it: it jumps where the condition is as it should be.</summary>
    public void Jump(Node condition, bool on, int label)
    {
        if (condition.Kind == NodeKind.Unary && condition.Text == "!")
        {
            Jump(condition[0], !on, label);
        }
        else if (condition.Kind == NodeKind.Binary && condition.Text is "&&" or "||")
        {
            if (condition.Text == "&&" == on)
            {
                int past = code.NewLabel();
                Jump(condition[0], !on, past);
                Jump(condition[1], on, label);
                code.Mark(past);
            }
            else
            {
                Jump(condition[0], on, label);
                Jump(condition[1], on, label);
            }
        }
        else if (condition.Kind == NodeKind.Binary && condition.Text is "==" or "!=" or "<" or ">" or "<=" or ">=")
        {
            string type = Load(condition[0]);
            if (type == "int" && condition.Text is "==" or "!=" && Constant(condition[1]) == 0)
            {
                Depth--;
            }
            else
            {
                LoadAs(type, condition[1]);
                Depth -= 2;
            }
            code.Branch(label);
        }
        else
        {
            Load(condition);
            Depth--;
            code.Branch(label);
        }
    }

    /// <summary>An expression whose value nobody wants.</summary>
    public void Run(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Assign:
                Assign(node[0], node.Text, node[1]);
                break;
            case NodeKind.FieldValues:
                (string type, bool isStatic) = Field(node[0].Text);
                if (!isStatic) Push(1, "this");
                LoadValues(Element(type), node[1]);
                code.WriteToken(InstructionCost.Field);
                Depth -= isStatic ? 1 : 2;
                break;
            case NodeKind.Increment:
                Assign(node[0], node.Text.Substring(1) + "=", new Node(NodeKind.Int, "1"));
                break;
            case NodeKind.Call:
                if (LoadCall(node) != "void")
                {
                    code.Write(1);
                    Depth--;
                }
                break;
            default:
                throw new InvalidOperationException($"the size of {node.Kind} {node.Text} as a statement is not known.");
        }
    }

    /// <summary>Takes the value on the stack into a local.</summary>
    public void Store(int local)
    {
        code.Write(local < 4 ? 1 : local < 256 ? 2 : 4);
        Depth--;
    }

    private void Assign(Node to, string how, Node value)
    {
        Node all = how == "=" ? value : new Node(NodeKind.Binary, how.Substring(0, 1), to, value);
        if (to.Kind == NodeKind.Index)
        {
            string array = Load(to[0]);
            Load(to[1]);
            LoadAs(Element(array), value);
            code.Write(1, InstructionCost.Element);
            Depth -= 3;
            // The element's address serves for reading and for writing.
            if (how != "=") code.Write(7);
            return;
        }
        if (scope.IsLocal(to.Text, out string type, out int slot))
        {
            LoadAs(type, all);
            Store(slot);
        }
        else if (scope.IsArgument(to.Text, out type, out slot))
        {
            LoadAs(type, all);
            code.Write(2);
            Depth--;
        }
        else
        {
            (string fieldType, bool isStatic) = Field(to.Text);
            if (!isStatic) Push(1, "this");
            if (how == "=")
            {
                LoadAs(fieldType, value);
            }
            else
            {
                if (!isStatic) Push(1, "this");
                code.WriteToken(InstructionCost.Field);
                if (isStatic) Depth++;
                LoadAs(fieldType, value);
                code.Write(1);
                Depth--;
            }
            code.WriteToken(InstructionCost.Field);
            Depth -= isStatic ? 1 : 2;
        }
    }
}
