using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>Generated C# as words: names, numbers, strings and operators; comments and directives are passed over.</summary>
internal sealed class Tokens
{
    private static readonly string[] Pairs = { "+=", "-=", "*=", "++", "--", "<=", ">=", "==", "!=", "&&", "||", "<<", ">>" };

    private readonly List<string> words = new();
    private int at;

    public Tokens(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int end = End(text, i);
            char c = text[i];
            bool passed = char.IsWhiteSpace(c) || c == '#' || c == '/' && end > i + 1;
            if (!passed) words.Add(text.Substring(i, end - i));
            i = end;
        }
    }

    /// <summary>The next word, "" at the end.</summary>
    public string Next => Ahead(0);

    /// <summary>A word further on.</summary>
    public string Ahead(int count) => at + count < words.Count ? words[at + count] : "";

    public string Take() => words[at++];

    /// <summary>Takes a word if it is the next one.</summary>
    public bool Has(string word)
    {
        if (Next != word) return false;
        at++;
        return true;
    }

    public void Expect(string word)
    {
        if (!Has(word)) throw Unknown($"{word} is expected");
    }

    /// <summary>The error of code that this reader was not made for.</summary>
    public InvalidOperationException Unknown(string why)
    {
        int from = Math.Max(0, at - 8);
        return new InvalidOperationException($"the size of this code is not known, {why}: {string.Join(" ", words.GetRange(from, Math.Min(16, words.Count - from)))}");
    }

    private static int End(string text, int i)
    {
        char c = text[i];
        int end = i + 1;
        if (char.IsWhiteSpace(c)) return end;
        if (c == '#' || c == '/' && end < text.Length && text[end] == '/') return (text.IndexOf('\n', i) is >= 0 and int line) ? line : text.Length;
        if (c == '"')
        {
            while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
            return end + 1;
        }
        if (char.IsDigit(c))
        {
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '.' || (text[end] is '-' or '+') && text[end - 1] is 'E' or 'e')) end++;
            return end;
        }
        if (char.IsLetter(c) || c is '_' or '@')
        {
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
            return end;
        }
        return end < text.Length && Array.IndexOf(Pairs, text.Substring(i, 2)) >= 0 ? end + 1 : end;
    }
}
