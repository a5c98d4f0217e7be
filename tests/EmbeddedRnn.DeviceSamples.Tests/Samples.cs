using System;
using System.IO;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>Where the samples lie in the repository.</summary>
internal static class Samples
{
    /// <summary>The folder device-samples.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        string? at = folder;
        while (at is not null && !File.Exists(Path.Combine(at, "Embedded.sln"))) at = Path.GetDirectoryName(at);
        return Path.Combine(at ?? throw new InvalidOperationException($"{folder} is in no repository."), "device-samples");
    }
}
