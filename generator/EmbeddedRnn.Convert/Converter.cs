using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace EmbeddedRnn.Convert;

/// <summary>
/// Converts the models of a list, each on its own: one that fails is reported in MSBuild's canonical form and does not keep
/// the others from being converted.
/// </summary>
internal sealed class Converter(TextWriter output)
{
    private const string ErrorId = "ERNN110";
    private const int Success = 0;
    private const int SomeFailed = 1;
    private const int WrongUse = 2;

    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    public int Run(string[] arguments)
    {
        if (arguments is not ["--list", var list])
        {
            output.WriteLine($"embeddedrnn-convert : error {ErrorId}: usage: embeddedrnn-convert --list FILE");
            return WrongUse;
        }
        string[] lines;
        try
        {
            lines = File.ReadAllLines(list, Encoding.UTF8);
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            Report(list, 1, "the list cannot be read: " + exception.Message);
            return WrongUse;
        }
        bool allConverted = true;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0) allConverted &= TryConvert(lines[i], list, i + 1);
        }
        return allConverted ? Success : SomeFailed;
    }

    private bool TryConvert(string text, string list, int number)
    {
        try
        {
            ListLine line = ListLine.Parse(text);
            if (!written.Add(Path.GetFullPath(line.Output))) throw new FormatException($"an earlier line writes '{line.Output}' too.");
            return TryConvert(line);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            Report(list, number, exception.Message);
            return false;
        }
    }

    private bool TryConvert(ListLine line)
    {
        try
        {
            Model model = ModelFile.Read(line.Input, line.Options()).WithName(line.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(line.Output))!);
            // A model that states ranges may become a class with integer weights, which the generator makes of the weights themselves.
            ModelFile.Write(model, line.Output, weightsBeside: model.ParameterCount > ModelText.InlineLimit && model.Ranges is null);
            output.WriteLine($"EmbeddedRnn: {line.Input} -> {line.Output}");
            return true;
        }
        catch (ImportException exception)
        {
            string place = exception.Line is null && exception.Place.Length > 0 ? exception.Place + ": " : "";
            Report(line.Input, exception.Line ?? 1, place + ForBuild(exception.Reason));
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            Report(line.Input, 1, $"'{line.Output}' cannot be written: {exception.Message}");
        }
        return false;
    }

    /// <summary>The reader tells programs how to read weights that are not finite all the same; a build cannot, and the command has an option.</summary>
    private static string ForBuild(string reason)
    {
        int advice = reason.IndexOf($"Set {nameof(ImportOptions.AllowNonFinite)}", StringComparison.Ordinal);
        return advice < 0 ? reason : reason[..advice] + "Train it again; 'embeddedrnn inspect' shows such a file.";
    }

    private void Report(string file, int line, string message) =>
        output.WriteLine(FormattableString.Invariant($"{file}({line},1): error {ErrorId}: {message}"));

    private static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
