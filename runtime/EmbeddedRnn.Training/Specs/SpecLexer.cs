using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>A word or a sign of a spec, and where it stands.</summary>
internal readonly record struct SpecToken(string Text, int Position)
{
    /// <summary>True behind the last token.</summary>
    public bool IsEnd => Text.Length == 0;
}

/// <summary>Cuts a spec into words and the signs | ( ) =.</summary>
internal static class SpecLexer
{
    private const string Signs = "|()=";

    public static IReadOnlyList<SpecToken> Read(string spec)
    {
        var tokens = new List<SpecToken>();
        for (int at = 0; at < spec.Length;)
        {
            if (char.IsWhiteSpace(spec[at]))
            {
                at++;
                continue;
            }
            int from = at++;
            if (!Signs.Contains(spec[from]))
            {
                while (at < spec.Length && !char.IsWhiteSpace(spec[at]) && !Signs.Contains(spec[at])) at++;
            }
            tokens.Add(new SpecToken(spec[from..at], from));
        }
        tokens.Add(new SpecToken("", spec.Length));
        return tokens;
    }
}
