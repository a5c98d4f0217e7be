namespace EmbeddedRnn.Benchmarks.Building;

internal static class BuildCost { public static void Print() { } }
