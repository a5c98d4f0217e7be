using System;
using System.IO;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>The source tree that the tests run in.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("the tests must run from a folder within the repository.");
    }
}
