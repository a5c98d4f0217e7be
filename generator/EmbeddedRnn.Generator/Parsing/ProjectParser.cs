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
        new(Property(options, "EmbeddedRnnModelNames").Split(new[] { '|' }, StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim()).Where(n => n.Length > 0));

    /// <summary>True in a build that an editor runs to know the project.</summary>
    public static bool DesignTimeBuild(AnalyzerConfigOptions options) =>
        Property(options, "DesignTimeBuild").Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value : "";

    private static bool Has(Compilation compilation, string type) => !compilation.GetTypesByMetadataName(type).IsEmpty;
}
