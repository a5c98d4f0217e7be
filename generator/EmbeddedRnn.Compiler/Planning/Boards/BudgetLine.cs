namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>What is used of something that there is only so much of.</summary>
/// <param name="Resource">What it is.</param>
/// <param name="Used">Bytes that are used.</param>
/// <param name="Limit">Bytes that there are.</param>
public sealed record BudgetLine(string Resource, long Used, long Limit)
{
    /// <summary>True where it is not enough.</summary>
    public bool IsOver => Used > Limit;
}
