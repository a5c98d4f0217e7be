namespace EmbeddedRnn.Benchmarks.Building;

internal static class KeystrokeCost { public static void Print() { } }
