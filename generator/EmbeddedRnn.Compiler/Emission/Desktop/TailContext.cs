using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>One chunk of units after its sums are complete: what the element-by-element equations need to be written.</summary>
internal class TailContext
{
    private readonly CodeWriter writer;
    private readonly string? unitVariable;
    private readonly int unitOffset;
    private readonly IReadOnlyList<string> targets;
    private readonly IReadOnlyList<string> held;

    public TailContext(CodeWriter writer, VectorCode vector, int chunk, string? unitVariable, int unitOffset, IReadOnlyList<string> targets, IReadOnlyList<string>? held = null)
    {
        this.writer = writer;
        this.unitVariable = unitVariable;
        this.unitOffset = unitOffset;
        this.targets = targets;
        this.held = held ?? Array.Empty<string>();
        Vector = vector;
        Chunk = chunk;
    }

    public VectorCode Vector { get; }

    /// <summary>Which arrangement of an activation's arithmetic suits the kernel.</summary>
    public Arrangement Arrangement { get; init; }

    /// <summary>The sums that still share a vector.</summary>
    public IReadOnlyList<SumVector> Pairs { get; init; } = Array.Empty<SumVector>();

    /// <summary>Replaces each of the sums by its tangent. Two that share a vector come with the second one and are apart from there on.</summary>
    public void Tanh(params string[] sums)
    {
        foreach (string sum in sums)
        {
            SumVector? pair = Pairs.FirstOrDefault(p => p.Sums.Any(s => s.Name == sum));
            if (pair is not null && pair.Sums[1].Name != sum) continue;
            string variable = Variable(pair?.Name ?? sum);
            Line($"{variable} = {TanhOf(variable)};");
            if (pair is not null) Line(SumNames.Split(pair, Chunk));
        }
    }

    /// <summary>The tangent of an expression.</summary>
    public string TanhOf(string value) => Arrangement switch
    {
        Arrangement.Sooner when Vector.Width >= 8 => $"RnnActivations.TanhSooner({value})",
        Arrangement.ConstantsInMemory when Vector.Width == 8 => $"RnnActivations.Tanh({value}, ref Unsafe.Add(ref tanh, {Literal.Of(NextCopy())} * RnnActivations.TanhConstantsLength))",
        _ => VectorCode.Tanh(value),
    };

    /// <summary>Counts the copies of constants that the kernel's tangents read in turn.</summary>
    public Func<int> NextCopy { get; init; } = () => 0;

    public int Chunk { get; }

    /// <summary>The chunk's variable of a name.</summary>
    public string Variable(string name) => name + Literal.Of(Chunk);

    /// <summary>The chunk's part of a region, which may be a register.</summary>
    public virtual string Load(string region) => held.Contains(region) ? Variable(region) : Vector.Load(region, VectorCode.At(unitVariable, unitOffset));

    public virtual void Store(string value, string region) =>
        writer.Line(held.Contains(region) ? $"{Variable(region)} = {value};" : Vector.Store(value, region, VectorCode.At(unitVariable, unitOffset)));

    /// <summary>Stores the result (a cell's new hidden state) wherever this kernel keeps it.</summary>
    public void StoreResult(string value)
    {
        if (targets.Count == 1)
        {
            Store(value, targets[0]);
            return;
        }
        string variable = Variable("result");
        Line($"var {variable} = {value};");
        foreach (string target in targets) Store(variable, target);
    }

    public void Line(string line) => writer.Line(line);

    public void Comment(string comment)
    {
        if (Chunk == 0) writer.Line("// " + comment);
    }
}

/// <summary>Arrangements of the arithmetic of an activation, all with the same bits.</summary>
internal enum Arrangement
{
    /// <summary>The fewest operations.</summary>
    Plain,

    /// <summary>Constants are read from memory where they are needed, for few registers.</summary>
    ConstantsInMemory,

    /// <summary>The shortest chain of operations.</summary>
    Sooner,
}

/// <summary>The equations that follow a pass's sums, stage by stage; each stage is written for all chunks of a block.</summary>
internal abstract class Tail
{
    public abstract IReadOnlyList<System.Action<TailContext>> Stages { get; }

    /// <summary>True where the tail asks its context for tangents.</summary>
    public virtual bool TakesTanh => false;

    /// <summary>Regions that the tail reads or writes, besides the hidden state that is stored.</summary>
    public abstract IReadOnlyList<string> Regions { get; }
}
