using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>Files of inputs among the project's additional files: those that attributes name, and no others, are read.</summary>
internal static class InputsParser
{
    /// <summary>True for a file that one of the names can mean.</summary>
    public static bool IsNamed(AdditionalText file, EquatableArray<string> names) => names.Any(name => ProjectInputs.Means(name, file.Path));

    /// <summary>Reads a file; damage becomes part of the result.</summary>
    public static InputsContent Read(AdditionalText file, CancellationToken cancellation)
    {
        return Guard.Run(
            () => file.GetText(cancellation) is { } text ? Read(file.Path, text, cancellation) : Unreadable("the file cannot be opened"),
            Unreadable);

        InputsContent Unreadable(string reason) => new(file.Path, reason, null, reason);
    }

    private static InputsContent Read(string path, SourceText text, CancellationToken cancellation)
    {
        string checksum = string.Concat(text.GetChecksum().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        string name = ModelMatching.FileName(path);
        try
        {
            return new InputsContent(path, checksum, MeasuringInputs.FromCsv(name, Lines(text, cancellation)), "");
        }
        catch (InvalidDataException damage)
        {
            return new InputsContent(path, checksum, null, damage.Message.TrimEnd('.'));
        }
    }

    private static IEnumerable<string> Lines(SourceText text, CancellationToken cancellation)
    {
        foreach (TextLine line in text.Lines)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return line.ToString();
        }
    }
}
