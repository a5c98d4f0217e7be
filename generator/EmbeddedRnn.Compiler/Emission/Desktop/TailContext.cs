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

    public TailContext(CodeWriter writer, VectorCode vector, int chunk, string? unitVariable, int unitOffset, IReadOnlyList<string> targets)
    {
        this.writer = writer;
        this.unitVariable = unitVariable;
        this.unitOffset = unitOffset;
        this.targets = targets;
        Vector = vector;
        Chunk = chunk;
    }

    public VectorCode Vector { get; }

    public int Chunk { get; }

    /// <summary>The chunk's variable of a name.</summary>
    public string Variable(string name) => name + Literal.Of(Chunk);

    /// <summary>The chunk's part of a region.</summary>
    public virtual string Load(string region) => Vector.Load(region, VectorCode.At(unitVariable, unitOffset));

    public virtual void Store(string value, string region) => writer.Line(Vector.Store(value, region, VectorCode.At(unitVariable, unitOffset)));

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

/// <summary>The equations that follow a pass's sums, stage by stage; each stage is written for all chunks of a block.</summary>
internal abstract class Tail
{
    public abstract IReadOnlyList<System.Action<TailContext>> Stages { get; }

    /// <summary>Regions that the tail reads or writes, besides the hidden state that is stored.</summary>
    public abstract IReadOnlyList<string> Regions { get; }
}
