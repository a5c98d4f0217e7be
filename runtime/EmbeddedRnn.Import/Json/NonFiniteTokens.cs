using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Json;

/// <summary>
/// Python writes NaN, Infinity and -Infinity into JSON, which is no JSON. They are put into quotes before parsing, so that a
/// message can name the weight.
/// </summary>
internal static class NonFiniteTokens
{
    /// <summary>The value of such a token, or null where the text is none.</summary>
    public static double? Value(string? text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>The same bytes where there are no such tokens outside texts, else a copy with quotes around them.</summary>
    public static ReadOnlyMemory<byte> Quote(ReadOnlyMemory<byte> json)
    {
        ReadOnlySpan<byte> bytes = json.Span;
        List<byte>? quoted = null;
        bool inText = false;
        int copied = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (inText)
            {
                if (bytes[i] == '\\') i++;
                else if (bytes[i] == '"') inText = false;
                continue;
            }
            if (bytes[i] == '"') inText = true;
            int length = TokenLength(bytes[i..]);
            if (length == 0) continue;
            quoted ??= new List<byte>(bytes.Length + bytes.Length / 2);
            quoted.AddRange(bytes[copied..i]);
            quoted.Add((byte)'"');
            quoted.AddRange(bytes.Slice(i, length));
            quoted.Add((byte)'"');
            i += length - 1;
            copied = i + 1;
        }
        if (quoted is null) return json;
        quoted.AddRange(bytes[copied..]);
        return quoted.ToArray();
    }

    private static int TokenLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] is not ((byte)'N' or (byte)'I' or (byte)'-')) return 0;
        if (bytes.StartsWith("NaN"u8)) return 3;
        if (bytes.StartsWith("Infinity"u8)) return 8;
        return bytes.StartsWith("-Infinity"u8) ? 9 : 0;
    }
}
