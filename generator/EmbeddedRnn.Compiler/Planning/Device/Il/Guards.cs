namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Conditions that ask whether a gate is exactly 0 or 1: "gate != 0f", "gate == 1f", or
/// in whole numbers "gate != 0", "gate != 32768".</summary>
internal static class Guards
{
    /// <summary>Whether a condition is one; it holds for open gates where <paramref name="open"/>.</summary>
    public static bool Is(Node condition, out bool open)
    {
        open = condition.Text == "!=";
        return condition.Kind == NodeKind.Binary && condition.Text is "==" or "!=" && condition[1] is { Kind: NodeKind.Float, Text: "0f" or "1f" } or { Kind: NodeKind.Int, Text: "0" or "32768" };
    }
}
