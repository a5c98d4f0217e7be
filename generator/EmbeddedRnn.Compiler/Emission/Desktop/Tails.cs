using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.VectorCode;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>h' = f(a).</summary>
internal sealed class RnnTail : Tail
{
    private readonly CellFunctions functions;
    private readonly ActivationFunction function;

    public RnnTail(RnnLayer layer)
    {
        functions = new CellFunctions(layer);
        function = layer.Function ?? throw new ArgumentException("the activation of the RNN is not stated.");
    }

    public override IReadOnlyList<string> Regions => Array.Empty<string>();

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment($"h' = {function}(a)");
            t.StoreResult(functions.Apply(t.Vector, function, t.Variable("a")));
        },
    };
}

/// <summary>GRU with the reset after: n = tanh(q + r * (U h + b)), h' = z * h + (1 - z) * n.</summary>
internal sealed class GruResetAfterTail : Tail
{
    public override bool TakesTanh => true;

    public override IReadOnlyList<string> Regions => new[] { "hidden" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("Gates as tanh of the halved pre-activation: z = 0.5 + 0.5 * tanh, r likewise.");
            t.Tanh("r", "z");
        },
        t =>
        {
            t.Comment("Candidate: of q + r * (Un h + bUn), where q is Wn x + bWn and n half of Un h + bUn: q + n + tanh * n.");
            (string n, string q) = (t.Variable("n"), t.Variable("q"));
            t.Line($"{n} = {t.TanhOf(MultiplyAdd(t.Variable("r"), n, $"{q} + {n}"))};");
        },
        t =>
        {
            t.Comment("h' = (1 - z) * n + z * h");
            string half = t.Vector.Create("0.5f");
            string change = MultiplyAdd(t.Vector.Create("-0.5f"), t.Variable("z"), half);
            string keep = MultiplyAdd(half, t.Variable("z"), half);
            t.StoreResult(MultiplyAdd(t.Variable("n"), change, $"{t.Load("hidden")} * {keep}"));
        },
    };
}

/// <summary>GRU with the reset after and activations of its own.</summary>
internal sealed class GruFunctionsTail : Tail
{
    private readonly CellFunctions functions;
    private readonly UpdateGate update;

    public GruFunctionsTail(GruLayer layer, UpdateGate update = UpdateGate.Inside)
    {
        functions = new CellFunctions(layer);
        this.update = update;
    }

    public override IReadOnlyList<string> Regions => update == UpdateGate.Inside ? new[] { "hidden" } : new[] { "hidden", "keep" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment(functions.GruEquation);
            (string z, string n) = (t.Variable("z"), t.Variable("n"));
            t.Line(update == UpdateGate.Known ? $"var {z} = {t.Load("keep")};" : $"{z} = {functions.Gate(t.Vector, "update", z)};");
            if (update == UpdateGate.Kept) t.Store(z, "keep");
            string r = t.Variable("r");
            t.Line($"{r} = {functions.Gate(t.Vector, "reset", r)};");
            t.Line($"{n} = {functions.Candidate(t.Vector, MultiplyAdd(r, functions.Behind("reset", r, n), t.Variable("q")))};");
            t.StoreResult(functions.Blend(t.Vector, z, n, t.Load("hidden")));
        },
    };
}

/// <summary>Where a GRU's update gate comes from and goes to.</summary>
internal enum UpdateGate
{
    /// <summary>It is computed and needed nowhere else.</summary>
    Inside,

    /// <summary>It is computed and stored.</summary>
    Kept,

    /// <summary>A pass before stored it.</summary>
    Known,
}

/// <summary>GRU with the reset before, first pass: z and r * h.</summary>
internal sealed class GruGatesTail : Tail
{
    private readonly CellFunctions functions;

    public GruGatesTail(GruLayer layer) => functions = new CellFunctions(layer);

    public override IReadOnlyList<string> Regions => new[] { "hidden", "keep", "resetHidden" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("z, and the hidden state as the candidate sees it: r * h");
            t.Store(functions.Gate(t.Vector, "update", t.Variable("z")), "keep");
            string r = t.Variable("r");
            t.Line($"{r} = {functions.Gate(t.Vector, "reset", r)};");
            string value = r + " * " + functions.Behind("reset", r, t.Load("hidden"));
            t.Store(t.Vector.IsScalar ? value : $"({value})", "resetHidden");
        },
    };
}

/// <summary>GRU with the reset before, second pass: n = tanh(a), h' = z * h + (1 - z) * n.</summary>
internal sealed class GruCandidateTail : Tail
{
    private readonly CellFunctions functions;

    public GruCandidateTail(GruLayer layer) => functions = new CellFunctions(layer);

    public override IReadOnlyList<string> Regions => new[] { "hidden", "keep" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t =>
        {
            t.Comment("h' = (1 - z) * n + z * h");
            t.Line($"var {t.Variable("z")} = {t.Load("keep")};");
            t.StoreResult(functions.Blend(t.Vector, t.Variable("z"), functions.Candidate(t.Vector, t.Variable("n")), t.Load("hidden")));
        },
    };
}

/// <summary>LSTM: c' = f * c + i * g, h' = o * tanh(c').</summary>
internal sealed class LstmTail : Tail
{
    private readonly LstmLayer layer;
    private readonly CellFunctions functions;

    public LstmTail(LstmLayer layer)
    {
        this.layer = layer;
        functions = new CellFunctions(layer);
    }

    public override IReadOnlyList<string> Regions => layer.Projection is null ? new[] { "cell" } : new[] { "cell", "product" };

    public override bool TakesTanh => layer is { HasUsualActivations: true, Peepholes: null, Coupled: false };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[] { TakesTanh ? UsualUnit : Unit };

    // All gates are tangents whose sums are known, so they can be taken together.
    private void UsualUnit(TailContext t)
    {
        (string i, string f, string g, string o, string c) = (t.Variable("i"), t.Variable("f"), t.Variable("g"), t.Variable("o"), t.Variable("c"));
        string half = t.Vector.Create("0.5f");
        t.Comment("Gates as tanh of the halved pre-activation: f = 0.5 + 0.5 * tanh, i and o likewise.");
        t.Tanh("f", "i", "g", "o");
        t.Comment("c' = f * c + i * g");
        t.Line($"var {c} = {MultiplyAdd(MultiplyAdd(half, f, half), t.Load("cell"), $"{MultiplyAdd(half, i, half)} * {g}")};");
        t.Store(c, "cell");
        t.Comment(layer.Projection is null ? "h' = o * tanh(c')" : "o * tanh(c') goes on to the projection.");
        string output = $"{MultiplyAdd(half, o, half)} * {t.TanhOf(c)}";
        if (layer.Projection is null) t.StoreResult(t.Vector.IsScalar ? output : $"({output})");
        else t.Store(t.Vector.IsScalar ? output : $"({output})", "product");
    }

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
            t.Line($"{i} = {functions.Gate(t.Vector, "input", i)};");
            string forget = $"{t.Vector.Create("1f")} - {i}";
            t.Line($"{c} = {MultiplyAdd(forget, functions.Behind("input", forget, c), Candidate())};");
        }
        else
        {
            t.Comment("c' = f * c + i * g");
            string f = t.Variable("f");
            t.Line($"{f} = {functions.Gate(t.Vector, "forget", f)};");
            t.Line($"{i} = {functions.Gate(t.Vector, "input", i)};");
            t.Line($"{c} = {MultiplyAdd(f, functions.Behind("forget", f, c), Candidate())};");
        }
        t.Store(c, "cell");
        if (layer.Peepholes is not null)
        {
            t.Comment("The output gate sees the new cell state.");
            t.Line($"{o} = {MultiplyAdd(t.Variable("po"), c, o)};");
        }
        t.Comment(layer.Projection is null ? "h' = o * tanh(c')" : "o * tanh(c') goes on to the projection.");
        t.Line($"{o} = {functions.Gate(t.Vector, "output", o)};");
        string output = $"{o} * {functions.Behind("output", o, functions.Output(t.Vector, c))}";
        if (layer.Projection is null) t.StoreResult(t.Vector.IsScalar ? output : $"({output})");
        else t.Store(t.Vector.IsScalar ? output : $"({output})", "product");

        string Candidate() => $"{i} * {functions.Behind("input", i, functions.Candidate(t.Vector, t.Variable("g")))}";
    }
}

/// <summary>The sum itself: a projection, a dense layer, a convolution.</summary>
internal sealed class SumTail : Tail
{
    private readonly string sum;

    public SumTail(string sum) => this.sum = sum;

    public override IReadOnlyList<string> Regions => Array.Empty<string>();

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[] { t => t.StoreResult(t.Variable(sum)) };
}

/// <summary>The tail of each pass of a layer.</summary>
internal static class Tails
{
    public static IReadOnlyList<Tail> Of(LayerPlan plan) =>
        plan is { Skipping: SkippingForm.Rows, Layer: GruLayer gru } ? new Tail[] { new UpdateGateTail(gru), new GruFunctionsTail(gru, UpdateGate.Known), new GruFunctionsTail(gru, UpdateGate.Kept) } : Of(plan.Layer);

    private static IReadOnlyList<Tail> Of(Layer layer) => layer switch
    {
        RnnLayer rnn => new Tail[] { new RnnTail(rnn) },
        GruLayer { Reset: ResetPosition.After, HasUsualActivations: true } => new Tail[] { new GruResetAfterTail() },
        GruLayer { Reset: ResetPosition.After } gru => new Tail[] { new GruFunctionsTail(gru) },
        GruLayer gru => new Tail[] { new GruGatesTail(gru), new GruCandidateTail(gru) },
        LstmLayer { Projection: null } lstm => new Tail[] { new LstmTail(lstm) },
        LstmLayer lstm => new Tail[] { new LstmTail(lstm), new SumTail("p") },
        DenseLayer or Conv1dLayer => new Tail[] { new SumTail("y") },
        _ => throw new ArgumentException($"no equations for a layer of kind {layer.Kind}."),
    };
}
