using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Benching.Machine;

/// <summary>A level of the memory, and how many bytes it holds for one core.</summary>
public sealed record MemoryLevel(string Name, long Bytes);

/// <summary>The levels of this machine's memory, the fastest first.</summary>
public static class CacheLevels
{
    private const string LinuxFolder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>What is assumed where the operating system is not asked: true of most desktop processors.</summary>
    private static readonly MemoryLevel[] Assumed = [new("L1", 32 << 10), new("L2", 1 << 20), new("L3", 16 << 20)];

    /// <summary>True where the sizes are the operating system's.</summary>
    public static bool AreKnown { get; } = Directory.Exists(LinuxFolder);

    /// <summary>The data caches, and the memory behind them.</summary>
    public static IReadOnlyList<MemoryLevel> All { get; } = [.. Caches(), new MemoryLevel("memory", long.MaxValue)];

    /// <summary>The level that holds this many bytes.</summary>
    public static MemoryLevel Holding(long bytes) => All.First(level => bytes <= level.Bytes);

    /// <summary>The bytes of a buffer that only this level holds: more than twice the level before it, and at most half of itself where that is possible.</summary>
    internal static int ProbeBytes(MemoryLevel level)
    {
        int at = All.ToList().IndexOf(level);
        long bytes = at == 0 ? level.Bytes / 2 : Math.Min(level.Bytes / 2, 4 * All[at - 1].Bytes);
        const int Multiple = 8 * 64;
        return (int)(Math.Min(bytes, 1 << 28) / Multiple * Multiple);
    }

    private static IEnumerable<MemoryLevel> Caches()
    {
        if (!AreKnown) return Assumed;
        var found = Directory.GetDirectories(LinuxFolder, "index*")
            .Where(folder => Line(folder, "type") is "Data" or "Unified")
            .Select(folder => new MemoryLevel("L" + Line(folder, "level"), 1024L * int.Parse(Line(folder, "size").TrimEnd('K'), CultureInfo.InvariantCulture)))
            .OrderBy(level => level.Bytes).ToArray();
        return found.Length > 0 ? found : Assumed;
    }

    private static string Line(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();
}
