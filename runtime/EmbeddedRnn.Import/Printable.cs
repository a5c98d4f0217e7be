using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EmbeddedRnn;

/// <summary>What a file holds, made fit for a message of one line: a name in a damaged file can be anything.</summary>
internal static class Printable
{
    private const int LongestName = 80;

    /// <summary>The text with control characters and halves of surrogate pairs escaped.</summary>
    public static string Line(string text)
    {
        if (!text.Any(NeedsEscape)) return text;
        var line = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (!NeedsEscape(text[i])) line.Append(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) line.Append(text[i]).Append(text[++i]);
            else line.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
        }
        return line.ToString();
    }

    /// <summary>A name from the file, shortened where it is very long.</summary>
    public static string Name(string name) => Line(name.Length <= LongestName ? name : name[..LongestName] + "...");

    /// <summary>The first few names in quotes, and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names, int most = 5)
    {
        string shown = string.Join(", ", names.Take(most).Select(n => $"'{Name(n)}'"));
        return names.Count <= most ? shown : $"{shown} and {names.Count - most} more";
    }

    private static bool NeedsEscape(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029';
}
