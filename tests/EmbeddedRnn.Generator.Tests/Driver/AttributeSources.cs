using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>The attributes as the package for nanoFramework carries them.</summary>
internal static class AttributeSources
{
    private const string Excluded = "[System.Runtime.CompilerServices.ExcludeType] internal";

    public static IReadOnlyList<(string Path, string Text)> All { get; } =
        [.. Files().Select(file => (Path.GetFileName(file), "#nullable enable\n" + File.ReadAllText(file).Replace("[Conditional(\"EMBEDDEDRNN_KEEP_ATTRIBUTES\")]", "")
            .Replace("public sealed class", $"{Excluded} sealed class").Replace("public abstract class", $"{Excluded} abstract class").Replace("public enum", $"{Excluded} enum")
            .Replace("namespace EmbeddedRnn;", "namespace EmbeddedRnn {") + "}"))];

    private static IEnumerable<string> Files()
    {
        string repository = Repository.Folder;
        return Directory.GetFiles(Path.Combine(repository, "runtime/EmbeddedRnn/Attributes"), "*.cs")
            .Append(Path.Combine(repository, "runtime/EmbeddedRnn.Model/Options.cs")).Concat(new[] { "GateOptions.cs", "Skipping.cs" }.Select(name => Path.Combine(repository, "runtime/EmbeddedRnn.Model", name)));
    }
}
