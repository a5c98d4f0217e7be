using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.VectorCode;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>h' = f(a).</summary>
internal sealed class RnnTail : Tail
{
    private readonly bool relu;

    public RnnTail(RnnLayer layer) =>
        relu = (layer.Activation ?? throw new ArgumentException("the activation of the RNN is not stated.")) == Activation.Relu;

    public override IReadOnlyList<string> Regions => Array.Empty<string>();

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment(relu ? "h' = max(a, 0)" : "h' = tanh(a)");
            t.StoreHidden(relu ? $"RnnActivations.Relu({t.Variable("a")})" : Tanh(t.Variable("a")));
        },
    };
}

/// <summary>GRU with the reset after: n = tanh(q + r * (U h + b)), h' = z * h + (1 - z) * n.</summary>
internal sealed class GruResetAfterTail : Tail
{
    public override IReadOnlyList<string> Regions => new[] { "hidden" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("Gates as tanh of the halved pre-activation: z = 0.5 + 0.5 * tanh, r likewise.");
            t.Line($"{t.Variable("r")} = {Tanh(t.Variable("r"))};");
            t.Line($"{t.Variable("z")} = {Tanh(t.Variable("z"))};");
        },
        t =>
        {
            t.Comment("Candidate: q + r * (U h + b), where n holds half of U h + b, is q + n + tanh * n.");
            (string n, string q) = (t.Variable("n"), t.Variable("q"));
            t.Line($"{n} = {Tanh(MultiplyAdd(t.Variable("r"), n, $"{q} + {n}"))};");
        },
        t =>
        {
            t.Comment("h' = (1 - z) * n + z * h");
            string half = t.Vector.Create("0.5f");
            string change = MultiplyAdd(t.Vector.Create("-0.5f"), t.Variable("z"), half);
            string keep = MultiplyAdd(half, t.Variable("z"), half);
            t.StoreHidden(MultiplyAdd(t.Variable("n"), change, $"{t.Load("hidden")} * {keep}"));
        },
    };
}

/// <summary>GRU with the reset before, first pass: z and r * h.</summary>
internal sealed class GruGatesTail : Tail
{
    public override IReadOnlyList<string> Regions => new[] { "hidden", "keep", "resetHidden" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("z, and the hidden state as the candidate sees it: r * h");
            t.Store(t.Vector.Gate(t.Variable("z")), "keep");
            string value = t.Vector.Gate(t.Variable("r")) + " * " + t.Load("hidden");
            t.Store(t.Vector.IsScalar ? value : $"({value})", "resetHidden");
        },
    };
}

/// <summary>GRU with the reset before, second pass: n = tanh(a), h' = z * h + (1 - z) * n.</summary>
internal sealed class GruCandidateTail : Tail
{
    public override IReadOnlyList<string> Regions => new[] { "hidden", "keep" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("h' = (1 - z) * n + z * h");
            t.Line($"var {t.Variable("z")} = {t.Load("keep")};");
            t.StoreHidden(MultiplyAdd(Tanh(t.Variable("n")), $"{t.Vector.Create("1f")} - {t.Variable("z")}", $"{t.Load("hidden")} * {t.Variable("z")}"));
        },
    };
}

/// <summary>LSTM: c' = f * c + i * g, h' = o * tanh(c').</summary>
internal sealed class LstmTail : Tail
{
    private readonly LstmLayer layer;

    public LstmTail(LstmLayer layer) => this.layer = layer;

    public override IReadOnlyList<string> Regions => layer.Projection is null ? new[] { "cell" } : new[] { "cell", "product" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[] { Unit };

    private void Unit(TailContext t)
    {
        (string i, string o, string c) = (t.Variable("i"), t.Variable("o"), t.Variable("c"));
        t.Line($"var {c} = {t.Load("cell")};");
        if (layer.Peepholes is not null)
        {
            t.Comment("Peepholes: i and f see the old cell state.");
            t.Line($"{i} = {MultiplyAdd(t.Variable("pi"), c, i)};");
            if (!layer.Coupled) t.Line($"{t.Variable("f")} = {MultiplyAdd(t.Variable("pf"), c, t.Variable("f"))};");
        }
        if (layer.Coupled)
        {
            t.Comment("c' = (1 - i) * c + i * g");
            t.Line($"{i} = {Tanh(i)};");
            string half = t.Vector.Create("0.5f");
            string forget = MultiplyAdd(t.Vector.Create("-0.5f"), i, half);
            string input = MultiplyAdd(half, i, half);
            t.Line($"{c} = {MultiplyAdd(forget, c, $"{input} * {Tanh(t.Variable("g"))}")};");
        }
        else
        {
            t.Comment("c' = f * c + i * g");
            t.Line($"{c} = {MultiplyAdd(t.Vector.Gate(t.Variable("f")), c, $"{t.Vector.Gate(i)} * {Tanh(t.Variable("g"))}")};");
        }
        t.Store(c, "cell");
        if (layer.Peepholes is not null)
        {
            t.Comment("The output gate sees the new cell state.");
            t.Line($"{o} = {MultiplyAdd(t.Variable("po"), c, o)};");
        }
        t.Comment(layer.Projection is null ? "h' = o * tanh(c')" : "o * tanh(c') goes on to the projection.");
        string output = $"{t.Vector.Gate(o)} * {Tanh(c)}";
        if (layer.Projection is null) t.StoreHidden(t.Vector.IsScalar ? output : $"({output})");
        else t.Store(t.Vector.IsScalar ? output : $"({output})", "product");
    }
}

/// <summary>The projection: h' = P m.</summary>
internal sealed class ProjectionTail : Tail
{
    public override IReadOnlyList<string> Regions => Array.Empty<string>();

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[] { t => t.StoreHidden(t.Variable("p")) };
}

/// <summary>The tail of each pass of a cell.</summary>
internal static class Tails
{
    public static IReadOnlyList<Tail> Of(CellLayer layer) => layer switch
    {
        RnnLayer rnn => new Tail[] { new RnnTail(rnn) },
        GruLayer { Reset: ResetPosition.After } => new Tail[] { new GruResetAfterTail() },
        GruLayer => new Tail[] { new GruGatesTail(), new GruCandidateTail() },
        LstmLayer { Projection: null } lstm => new Tail[] { new LstmTail(lstm) },
        LstmLayer lstm => new Tail[] { new LstmTail(lstm), new ProjectionTail() },
        _ => throw new ArgumentException($"no equations for a layer of kind {layer.Kind}."),
    };
}
