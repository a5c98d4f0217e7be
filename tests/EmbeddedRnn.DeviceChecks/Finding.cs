namespace EmbeddedRnn.DeviceChecks;

/// <summary>What nanoFramework would fail at, or do otherwise than .NET.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">The method, type or assembly.</param>
/// <param name="Problem">What is there, with its figure and the limit.</param>
public sealed record Finding(DeviceRule Rule, string Place, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Place}: {Problem}";
}
