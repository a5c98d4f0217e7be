using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>What a project that uses EmbeddedRnn references: the running framework and the runtime.</summary>
internal static class TestReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(IsFramework)
        .Append(typeof(GruCellAttribute).Assembly.Location)
        .Append(typeof(Model).Assembly.Location)
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    private static bool IsFramework(string path) =>
        Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location);
}
