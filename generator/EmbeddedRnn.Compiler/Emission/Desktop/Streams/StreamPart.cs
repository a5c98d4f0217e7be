using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>Chunks of a pass that one set of methods serves, in turns of equally many, all of one width.</summary>
/// <param name="Block">Their block.</param>
/// <param name="Run">The chunks, in the block.</param>
/// <param name="Together">Chunks of a turn.</param>
/// <param name="Name">What is added to the methods' names.</param>
internal sealed record StreamPart(BlockGroup Block, ChunkRun Run, int Together, string Name)
{
    /// <summary>The chunks of one turn, from its first unit on.</summary>
    public ChunkRun Turn => new(0, Run.Width, Together);

    /// <summary>The parts of a pass, in the order of their units.</summary>
    public static IReadOnlyList<StreamPart> Of(PassPlan plan)
    {
        int together = StreamPassPlan.GroupSizes(plan).Max(streams => StreamPassPlan.Of(plan, streams).Chunks);
        var parts = (
            from block in plan.Groups
            from run in ChunkRun.Of(block)
            from turns in run.Turns(together)
            select new StreamPart(block, turns.Run, turns.Together, "")).ToArray();
        return parts.Length == 1 ? parts : parts.Select((p, i) => p with { Name = "Part" + Literal.Of(i) }).ToArray();
    }
}
