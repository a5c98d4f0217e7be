using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>Model text among the project's additional files.</summary>
internal static class ModelParser
{
    /// <summary>True for a file of model text.</summary>
    public static bool IsModelText(AdditionalText file) => file.Path.EndsWith(ModelText.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the text; damage becomes part of the result.</summary>
    public static ModelContent Read(AdditionalText file, CancellationToken cancellation)
    {
        return Guard.Run(
            () => file.GetText(cancellation) is { } text ? Read(file.Path, text) : Unreadable("the file cannot be opened."),
            Unreadable);

        ModelContent Unreadable(string reason) => new(file.Path, reason, reason, null);
    }

    private static ModelContent Read(string path, SourceText text)
    {
        string checksum = string.Concat(text.GetChecksum().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        try
        {
            return new ModelContent(path, checksum, ModelText.Read(text.ToString()));
        }
        catch (ModelTextException damage)
        {
            return new ModelContent(path, checksum, damage.Message, Line(path, text, damage.Line));
        }
    }

    /// <summary>The name and the source that the build's target wrote beside the file; a file listed by hand is its own.</summary>
    public static ProjectModel Name(ModelContent content, AnalyzerConfigOptions options)
    {
        string source = Metadata(options, "EmbeddedRnnSource") ?? ModelMatching.FileName(content.Path);
        return new ProjectModel(Metadata(options, "EmbeddedRnnName") ?? ModelMatching.NameOf(source), source, content);
    }

    private static string? Metadata(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + name, out string? value) && value.Trim().Length > 0
            ? ProjectParser.Decoded(value) : null;

    private static LocationInfo? Line(string path, SourceText text, int line)
    {
        if (line < 1 || line > text.Lines.Count) return null;
        TextSpan span = text.Lines[line - 1].Span;
        return new LocationInfo(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
