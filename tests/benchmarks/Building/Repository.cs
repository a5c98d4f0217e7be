using System;
using System.IO;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>Where this program's own sources are.</summary>
internal static class Repository
{
    /// <summary>The folder with global.json above the program.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "global.json"))) return at.FullName;
        }
        throw new InvalidOperationException($"no global.json in any folder above {start}: run this from where the repository's build put it.");
    }
}
