using System;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>What the project as a whole says: its target, and what the build's properties tell.</summary>
internal static class ProjectParser
{
    private const LanguageVersion DesktopLanguage = LanguageVersion.CSharp12;
    private const LanguageVersion DeviceLanguage = LanguageVersion.CSharp9;

    /// <summary>What the project is made for, and what it lacks for each profile.</summary>
    public static ProjectTarget Target(Compilation compilation, bool isNanoFramework, string? board) => new(
        isNanoFramework ? Profile.Device : Profile.Desktop,
        DesktopLacks(compilation),
        Language(compilation, DeviceLanguage),
        (board is null ? null : BoardList.Find(board))?.IlBudget ?? DeviceOptions.DefaultIlBudget);

    /// <summary>True for a .NET nanoFramework project, which is known by its properties alone: other frameworks lack the same types.</summary>
    public static bool IsNanoFramework(AnalyzerConfigOptions options) =>
        Property(options, "TargetFrameworkIdentifier") == ".NETnanoFramework"
        || string.Equals(Property(options, "MSBuildProjectExtension"), ".nfproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>The board that the project is for; null where it names none.</summary>
    public static string? Board(AnalyzerConfigOptions options) => Property(options, "EmbeddedRnnBoard") is { } name && name.Trim().Length > 0 ? name.Trim() : null;

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value : null;

    private static string? Language(Compilation compilation, LanguageVersion oldest) =>
        compilation is CSharpCompilation csharp && csharp.LanguageVersion < oldest
            ? $"its language is C# {csharp.LanguageVersion.ToDisplayString()}: remove LangVersion, or set it to {oldest.ToDisplayString()} or later"
            : null;

    private static string? DesktopLacks(Compilation compilation)
    {
        if (!Has(compilation, "System.Runtime.Intrinsics.Vector512"))
            return "its target framework is too old: set TargetFramework to net8.0 or later";
        if (Language(compilation, DesktopLanguage) is { } language) return language;
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
