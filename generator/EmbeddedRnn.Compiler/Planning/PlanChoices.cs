namespace EmbeddedRnn.Compiler.Planning;

/// <summary>Choices that a tuning run forces on the planner; null leaves one to it. Nothing else sets them.</summary>
internal sealed record PlanChoices
{
    /// <summary>Vector width of the chunks, at most that of the kernel.</summary>
    public int? ChunkWidth { get; init; }

    /// <summary>Chunks of a block, at most.</summary>
    public int? ChunksPerBlock { get; init; }

    /// <summary>Whether two gates share a vector in chunks of half a vector.</summary>
    public bool? Pairs { get; init; }

    /// <summary>Accumulators of a sum.</summary>
    public int? Chains { get; init; }

    /// <summary>Columns of one turn of the column loop.</summary>
    public int? Unroll { get; init; }

    /// <summary>Whether every column is written out.</summary>
    public bool? WrittenOut { get; init; }

    /// <summary>Whether work behind closed gates is left out.</summary>
    public Skipping? Skipping { get; init; }

    /// <summary>The most units with work to do for which the others are left out.</summary>
    public int? MostLive { get; init; }

    /// <summary>Whether blocks come in reverse order in every other step.</summary>
    public bool? Alternates { get; init; }
}
