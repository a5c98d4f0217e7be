using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>The functions of quantised code as C#. Whole numbers alone: the same bits everywhere.</summary>
internal static class QuantisedTexts
{
    // tanh is 1 in 15 binary places from here on.
    private const int TanhEnd = 6;
    private const int FineBits = 6;
    private const int CoarseBits = 4;

    public static Dictionary<string, (string Text, string[] Calls)> All { get; } = new()
    {
        ["ByteRows"] = (Rows("ByteRows", "sbyte"), new string[0]),
        ["ShortRows"] = (Rows("ShortRows", "short"), new string[0]),
        ["Fixed"] = (
            """
            // x * scale, rounded to the nearest whole number and brought into [-limit, limit]; 0 for NaN.
            private static int Fixed(float x, float scale, int limit)
            {
                if (x != x) return 0;
                x = x * scale;
                if (x >= limit) return limit;
                if (x <= -limit) return -limit;
                int q = (int)x;
                x = x - q;
                if (x >= 0.5f) return q + 1;
                return x <= -0.5f ? q - 1 : q;
            }
            """, new string[0]),
        ["FixedClip"] = (
            """
            // From -1 to 1 in 15 binary places, or from one end of a range to the other.
            private static int FixedClip(int a)
            {
                if (a > 32768) return 32768;
                return a < -32768 ? -32768 : a;
            }
            """, new string[0]),
        ["FixedShare"] = (
            """
            // From 0 to 1 in 15 binary places, or from 0 to the end of a range.
            private static int FixedShare(int a)
            {
                if (a > 32768) return 32768;
                return a < 0 ? 0 : a;
            }
            """, new string[0]),
        ["FixedSigmoid"] = (Sigmoid("FixedSigmoid", "FixedTanh"), new[] { "FixedTanh" }),
        ["CoarseSigmoid"] = (Sigmoid("CoarseSigmoid", "CoarseTanh"), new[] { "CoarseTanh" }),
        ["FixedTanh"] = (Tanh("FixedTanh", FineBits), new string[0]),
        ["CoarseTanh"] = (Tanh("CoarseTanh", CoarseBits), new string[0]),
    };

    private static string Rows(string name, string element) =>
        $$"""
        // A matrix of so many rows, row after row in one array, as an array of rows.
        private static {{element}}[][] {{name}}(int count, int length, {{element}}[] values)
        {
            {{element}}[][] rows = new {{element}}[count][];
            for (int r = 0; r < count; r++)
            {
                rows[r] = new {{element}}[length];
                Array.Copy(values, r * length, rows[r], 0, length);
            }
            return rows;
        }
        """;

    private static string Sigmoid(string name, string tanh) =>
        $$"""
        // 1 / (1 + e^-x) = 1/2 + 1/2 tanh(x / 2), of x / 2 in 16 binary places, in 15.
        private static int {{name}}(int a)
        {
            return 32768 + {{tanh}}(a) >> 1;
        }
        """;

    private static string Tanh(string name, int bits)
    {
        int shift = Fixed.TanhPlaces - bits;
        int[] values = Enumerable.Range(0, (TanhEnd << bits) + 1).Select(i => Node(i, bits)).ToArray();
        var lines = new List<string>();
        for (int i = 0; i < values.Length; i += 16) lines.Add("    " + string.Concat(values.Skip(i).Take(16).Select(v => $"{v}, ")).TrimEnd());
        return $$"""
            // tanh(0), tanh(1/{{1 << bits}}), ... in 15 binary places, each a little above it where the straight lines between them stay below.
            private static readonly short[] {{name}}Table =
            {
            {{string.Join("\n", lines)}}
            };

            // tanh of a in 16 binary places, in 15: straight lines between the values of a table.
            private static int {{name}}(int a)
            {
                int u = a < 0 ? -a : a;
                if (u >= {{TanhEnd << Fixed.TanhPlaces}}) return a < 0 ? -32768 : 32768;
                int k = u >> {{shift}};
                u = u - (k << {{shift}});
                k = {{name}}Table[k] + (({{name}}Table[k + 1] - {{name}}Table[k]) * u + {{1 << shift - 1}} >> {{shift}});
                return a < 0 ? -k : k;
            }
            """;
    }

    // The line between two values of a concave function is at most h^2 / 8 |f''| below it; half of that is added to both.
    private static int Node(int i, int bits)
    {
        double h = Math.Pow(2, -bits), t = Math.Tanh(i * h);
        return (int)Math.Min(short.MaxValue, Math.Round((t + h * h / 8 * t * (1 - t * t)) * Fixed.One));
    }
}
