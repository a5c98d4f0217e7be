using System;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>What the project as a whole says: its target, and what the build's properties tell.</summary>
internal static class ProjectParser
{
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    /// <summary>What the project lacks to compile generated code, with what to do; null where it lacks nothing.</summary>
    public static string? Unsupported(Compilation compilation)
    {
        if (!Has(compilation, "System.Runtime.Intrinsics.Vector512"))
            return "its target framework is too old: set TargetFramework to net8.0 or later";
        if (compilation is CSharpCompilation { LanguageVersion: < OldestLanguage } csharp)
            return $"its language is C# {csharp.LanguageVersion.ToDisplayString()}: remove LangVersion, or set it to {OldestLanguage.ToDisplayString()} or later";
        if (!Has(compilation, "EmbeddedRnn.Kernel"))
            return "it lacks the EmbeddedRnn runtime: reference the package EmbeddedRnn";
        return null;
    }

    /// <summary>The names of all RecurrentModel items, whether their texts are there or not.</summary>
    public static EquatableArray<string> ItemNames(AnalyzerConfigOptions options) =>
        new(options.TryGetValue("build_property.EmbeddedRnnModelNames", out string? names)
            ? names.Split(new[] { '|' }, StringSplitOptions.RemoveEmptyEntries).Select(Decoded) : Enumerable.Empty<string>());

    /// <summary>The build percent-encodes what it tells, since the compiler's configuration cuts values at ; and #.</summary>
    public static string Decoded(string value) => Uri.UnescapeDataString(value.Trim());

    private static bool Has(Compilation compilation, string type) => !compilation.GetTypesByMetadataName(type).IsEmpty;
}
