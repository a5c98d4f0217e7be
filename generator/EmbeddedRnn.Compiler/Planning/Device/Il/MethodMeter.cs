using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>The statements of a method as IL.</summary>
internal sealed class MethodMeter
{
    private readonly MethodScope scope;
    private readonly IlCode code = new();
    private readonly ExpressionMeter expressions;
    private readonly string returns;
    private readonly IReadOnlyDictionary<string, long> numbers;
    private int turn = -1;

    private MethodMeter(ClassScope members, MethodText method, IReadOnlyDictionary<string, long> numbers)
    {
        scope = new MethodScope(method);
        expressions = new ExpressionMeter(members, scope, code);
        returns = method.Returns;
        this.numbers = numbers;
    }

    /// <summary>A method.</summary>
    /// <param name="members">The class.</param>
    /// <param name="method">Its text.</param>
    /// <param name="numbers">Arguments that are known, by name.</param>
    public static MethodSize Measure(ClassScope members, MethodText method, IReadOnlyDictionary<string, long> numbers)
    {
        var meter = new MethodMeter(members, method, numbers);
        meter.scope.Enter();
        foreach (Node statement in method.Before) meter.Run(statement);
        if (method.Returns.Length == 0 && !method.IsStatic)
        {
            // The constructor of the base class.
            meter.code.Write(1);
            meter.code.WriteToken(InstructionCost.Call);
            meter.expressions.Depth = 1;
            meter.expressions.Depth = 0;
        }
        meter.Run(method.Body);
        meter.code.WriteEnd();
        meter.code.Settle();
        int locals = meter.scope.Locals, stack = meter.expressions.Stack;
        return new MethodSize(
            meter.code.BytesInPe, meter.code.LongestBranch, locals, stack,
            locals + meter.scope.Arguments + stack + meter.expressions.DeepestCall, meter.code.Executed, meter.code.Nanoseconds);
    }

    private void Run(Node statement)
    {
        switch (statement.Kind)
        {
            case NodeKind.Block:
                scope.Enter();
                foreach (Node? inner in statement.Parts) Run(inner!);
                scope.Leave();
                break;
            case NodeKind.Locals:
                foreach (Node? local in statement.Parts) Run(local!);
                break;
            case NodeKind.Local:
                Declare(statement);
                break;
            case NodeKind.Expression:
                expressions.Run(statement[0]);
                break;
            case NodeKind.FieldValues:
                expressions.Run(statement);
                break;
            case NodeKind.If:
                RunIf(statement);
                break;
            case NodeKind.For:
                scope.Enter();
                Run(statement[0]);
                RunLoop(statement[1], statement[2], statement[3], Trips(statement));
                scope.Leave();
                break;
            case NodeKind.While:
                RunLoop(statement[0], null, statement[1], 1);
                break;
            case NodeKind.Return:
                Return(statement.Parts[0]);
                break;
            case NodeKind.Throw:
                expressions.Load(statement[0]);
                expressions.Depth--;
                code.WriteEnd();
                break;
            case NodeKind.Continue:
                code.Branch(turn, always: true);
                break;
            default:
                throw new InvalidOperationException($"the size of a statement {statement.Kind} is not known.");
        }
    }

    // Both values of a condition leave by themselves.
    private void Return(Node? value)
    {
        if (value is { Kind: NodeKind.Conditional })
        {
            int yes = code.NewLabel();
            expressions.Jump(value[0], true, yes);
            Return(value[2]);
            code.Mark(yes);
            Return(value[1]);
            return;
        }
        if (value is not null)
        {
            expressions.LoadAs(returns, value);
            expressions.Depth--;
        }
        code.WriteEnd();
    }

    private void Declare(Node statement)
    {
        if (statement.Parts[1] is not { } value)
        {
            scope.Declare(statement.Text, statement[0].Text);
            return;
        }
        if (value.Kind == NodeKind.ArrayValues) expressions.LoadValues(statement.Text.Substring(0, statement.Text.Length - 2), value);
        else expressions.LoadAs(statement.Text, value);
        expressions.Store(scope.Declare(statement.Text, statement[0].Text));
    }

    private void RunIf(Node statement)
    {
        Executions runs = code.Runs;
        int otherwise = code.NewLabel(), end = code.NewLabel();
        bool guard = Guards.Is(statement[0], out bool open);
        expressions.Jump(statement[0], false, otherwise);
        bool leaves = Leaves(statement[1]);
        code.Runs = guard ? open ? runs.Guarded() : runs.Refused() : leaves ? Executions.Never : runs.Times(0.5);
        Run(statement[1]);
        if (statement.Parts[2] is { } other)
        {
            if (!code.Ends) code.Branch(end, always: true);
            code.Mark(otherwise);
            code.Runs = guard ? open ? runs.Refused() : runs.Guarded() : leaves ? runs : runs.Times(0.5);
            Run(other);
            code.Mark(end);
        }
        else
        {
            code.Mark(otherwise);
        }
        code.Runs = runs;
    }

    // The condition stands behind the body.
    private void RunLoop(Node condition, Node? then, Node body, double trips)
    {
        Executions runs = code.Runs;
        (int top, int test, int outer) = (code.NewLabel(), code.NewLabel(), turn);
        turn = code.NewLabel();
        code.Branch(test, always: true);
        code.Mark(top);
        code.Runs = runs.Times(trips);
        Run(body);
        code.Mark(turn);
        if (then is not null) Run(then);
        code.Mark(test);
        expressions.Jump(condition, true, top);
        code.Runs = runs;
        turn = outer;
    }

    // What leaves a method early is what seldom happens: a length that does not fit, a NaN, a value beyond the ends of a function.
    private static bool Leaves(Node statement) => statement.Kind switch
    {
        NodeKind.Return or NodeKind.Throw => true,
        NodeKind.Block => statement.Parts.Count > 0 && Leaves(statement[statement.Parts.Count - 1]),
        _ => false,
    };

    private double Trips(Node statement)
    {
        Node condition = statement[1];
        if (statement[0].Kind != NodeKind.Local || statement[0].Parts[1] is not { } first || condition.Kind != NodeKind.Binary) return 1;
        return (Number(first), Number(condition[1])) switch
        {
            ({ } from, { } to) when condition.Text == "<" => Math.Max(0, to - from),
            _ => 1,
        };
    }

    private long? Number(Node node) =>
        expressions.Constant(node) ?? (node.Kind == NodeKind.Name && numbers.TryGetValue(node.Text, out long number) ? number : null);
}
