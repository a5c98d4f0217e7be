using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>GRU whose update gate is known before the rest: z.</summary>
internal sealed class UpdateGateTail : Tail
{
    private readonly CellFunctions functions;

    public UpdateGateTail(GruLayer layer) => functions = new CellFunctions(layer);

    public override IReadOnlyList<string> Regions => new[] { "keep" };

    public override IReadOnlyList<Action<TailContext>> Stages => new Action<TailContext>[]
    {
        t => t.Store(functions.Gate(t.Vector, "update", t.Variable("z")), "keep"),
    };
}
