using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>The fixtures under tests/fixtures/networks, which are copied beside every test assembly that uses this project.</summary>
public static class NetworkFixtures
{
    private const string Marker = ".network.";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "networks");

    private static readonly Dictionary<string, string> Paths = Directory
        .EnumerateFiles(Folder, "*" + Marker + "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Folder, path[..path.LastIndexOf(Marker, StringComparison.Ordinal)]).Replace('\\', '/'), StringComparer.Ordinal);

    /// <summary>"rtneural/gru-1x5" and so on, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Paths.Keys.Order(StringComparer.Ordinal).ToArray();

    /// <summary>One fixture by its name.</summary>
    public static NetworkFixture Get(string name)
    {
        string path = Paths[name];
        string sequence = path[..path.LastIndexOf(Marker, StringComparison.Ordinal)] + ".sequence.safetensors";
        return new NetworkFixture(name, path, Sequence.Read(sequence, "x"), Sequence.Read(sequence, "y64"));
    }
}
