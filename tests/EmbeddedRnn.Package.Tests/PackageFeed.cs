using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

/// <summary>
/// The repository's package as a folder feed outside the tree, with a package folder of its own, so that neither an
/// older copy is used nor the user's is filled.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private int projects;

    public PackageFeed()
    {
        Root = Directory.CreateTempSubdirectory("EmbeddedRnn package ").FullName;
        string feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        File.Copy(PackageFile, Path.Combine(feed, Path.GetFileName(PackageFile)));
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="package under test" value="{feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="already downloaded" value="{UserPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public static string Version { get; } =
        typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PackageVersion").Value!;

    public static string PackageFile { get; } = Path.Combine(AppContext.BaseDirectory, "package", $"EmbeddedRnn.{Version}.nupkg");

    public string Root { get; }

    /// <summary>Where restore puts packages.</summary>
    public string Packages => Path.Combine(Root, "packages");

    /// <summary>The .NET targeting packs that a restore needs are mostly here already.</summary>
    private static string UserPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>An empty project folder.</summary>
    public FreshProject NewProject(string name) => new(this, Path.Combine(Root, $"{++projects} {name}"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>All tests share the feed and so run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "package";
}
