using System.Collections.Generic;
using EmbeddedRnn.CompilerServices;

using EmbeddedRnn.Compiler.Emission.Device.Quantised;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>
/// The activation functions as C# for an interpreter without Math: float alone, no division by what can be zero. There a NaN
/// compares as greater than every number, so it leaves each function before it could pass for one; "x != x" is true of a NaN
/// alone under both rules.
/// </summary>
internal static class FunctionTexts
{
    private static readonly Dictionary<string, (string Text, string[] Calls)> All = new()
    {
        ["Clip"] = (
            """
            // x within [-limit, limit]; NaN stays NaN.
            private static float Clip(float x, float limit)
            {
                if (x != x) return x;
                if (x > limit) return limit;
                return x < -limit ? -limit : x;
            }
            """, []),
        ["Elu"] = (
            """
            // x where x is at least 0, else alpha (e^x - 1); near 0 without the loss of digits that the difference has.
            private static float Elu(float x, float alpha)
            {
                if (x != x) return x;
                if (x >= 0f) return x;
                return alpha * (x > -0.34f ? ExpMinusOne(x) : Exp(x) - 1f);
            }
            """, ["Exp", "ExpMinusOne"]),
        ["Exp"] = (
            """
            // e^x for x up to 0, within 2e-7 of its value: x = r - n ln 2 with |r| below 0.35, and a power of two by products.
            // Below -87, where the value is less than 2e-38, it is 0.
            private static float Exp(float x)
            {
                if (x != x) return x;
                if (x < -87f) return 0f;
                int n = (int)(0.5f - x * 1.44269502f);
                float m = n;
                float y = 1f + ExpMinusOne(x + m * 0.693145752f + m * 1.42860677e-06f);
                while (n >= 16)
                {
                    y *= 1.52587891e-05f;
                    n -= 16;
                }
                while (n > 0)
                {
                    y *= 0.5f;
                    n--;
                }
                return y;
            }
            """, ["ExpMinusOne"]),
        ["ExpMinusOne"] = (
            """
            // e^r - 1 for |r| below 0.35: its Taylor series up to r^7.
            private static float ExpMinusOne(float r)
            {
                float p = 0.00138888892f + r * 0.000198412701f;
                p = 0.0416666679f + r * (0.00833333377f + r * p);
                p = 0.5f + r * (0.166666672f + r * p);
                return r + r * r * p;
            }
            """, []),
        ["HardSigmoid"] = (
            """
            // alpha x + beta within [0, 1]; NaN stays NaN.
            private static float HardSigmoid(float x, float alpha, float beta)
            {
                float y = alpha * x + beta;
                if (y != y) return y;
                if (y > 1f) return 1f;
                return y < 0f ? 0f : y;
            }
            """, []),
        ["LeakyRelu"] = (
            """
            private static float LeakyRelu(float x, float alpha)
            {
                return x < 0f ? alpha * x : x;
            }
            """, []),
        ["Products"] = (
            """
            // sum + row[from] * values[at] + row[from + 1] * values[at + 1] + ..., first to last.
            private static float Products(float[] row, int from, float[] values, int at, int count, float sum)
            {
                for (int k = 0; k < count; k++) sum += row[from + k] * values[at + k];
                return sum;
            }
            """, []),
        ["Relu"] = (
            """
            private static float Relu(float x)
            {
                if (x != x) return x;
                return x > 0f ? x : 0f;
            }
            """, []),
        ["Rows"] = (
            """
            // A matrix of so many rows, row after row in one array, as an array of rows.
            private static float[][] Rows(int count, int length, float[] values)
            {
                float[][] rows = new float[count][];
                for (int r = 0; r < count; r++)
                {
                    rows[r] = new float[length];
                    Array.Copy(values, r * length, rows[r], 0, length);
                }
                return rows;
            }
            """, []),
        ["StepGate"] = (
            """
            // 1 where x is at least 0, else 0, also for NaN.
            private static float StepGate(float x)
            {
                if (x != x) return 0f;
                return x >= 0f ? 1f : 0f;
            }
            """, []),
        ["Sigmoid"] = (
            """
            // 1 / (1 + e^-x) = 1/2 + 1/2 tanh(x / 2).
            private static float Sigmoid(float x)
            {
                return 0.5f + 0.5f * Tanh(0.5f * x);
            }
            """, ["Tanh"]),
        ["Softmax"] = (
            """
            // e^x[i] / sum of e^x[j]; the largest x is taken off each, which cancels, so the sum is at least 1.
            private static void Softmax(float[] x, int at, float[] y, int to, int count)
            {
                float largest = x[at];
                for (int i = 1; i < count; i++)
                {
                    if (x[at + i] > largest) largest = x[at + i];
                }
                float sum = 0f;
                for (int i = 0; i < count; i++)
                {
                    float e = Exp(x[at + i] - largest);
                    y[to + i] = e;
                    sum += e;
                }
                for (int i = 0; i < count; i++) y[to + i] = y[to + i] / sum;
            }
            """, ["Exp"]),
        ["Softplus"] = (
            """
            // log(1 + e^x) = max(x, 0) + log(1 + e) with e = e^-|x|; log(1 + e) = 2 artanh(t) with t = e / (2 + e), up to 1/3,
            // whose series is taken up to t^13.
            private static float Softplus(float x)
            {
                if (x != x) return x;
                float e = Exp(x < 0f ? x : -x);
                float t = e / (2f + e);
                float u = t * t;
                float p = 0.0909090936f + u * 0.0769230798f;
                p = 0.142857149f + u * (0.111111112f + u * p);
                p = 1f + u * (0.333333343f + u * (0.2f + u * p));
                return (x < 0f ? 0f : x) + 2f * t * p;
            }
            """, ["Exp"]),
        ["Softsign"] = (
            """
            private static float Softsign(float x)
            {
                return x / (1f + (x < 0f ? -x : x));
            }
            """, []),
        ["Tanh"] = (TanhText(), []),
        ["ThresholdedRelu"] = (
            """
            private static float ThresholdedRelu(float x, float alpha)
            {
                if (x != x) return x;
                return x > alpha ? x : 0f;
            }
            """, []),
    };

    public static string Of(string name) => Find(name).Text.Replace("\r", "");

    private static (string Text, string[] Calls) Find(string name) => All.TryGetValue(name, out (string Text, string[] Calls) text) ? text : QuantisedTexts.All[name];

    public static string[] CalledBy(string name) => Find(name).Calls;

    // The divisor is above 1 for every x.
    private static string TanhText()
    {
        string F(float value) => Literal.Of(value);
        return $$"""
            // tanh(x) as x P(x^2) / Q(x^2), within 4e-7, never beyond +-1, and +-1 from +-{{F(TanhRational.Limit).TrimEnd('f')}} on; NaN stays NaN.
            private static float Tanh(float x)
            {
                if (x != x) return x;
                if (x >= {{F(TanhRational.Limit)}}) return 1f;
                if (x <= {{F(-TanhRational.Limit)}}) return -1f;
                float u = x * x;
                float v = u * u;
                float y = (x * ({{F(TanhRational.P0)}} + u * {{F(TanhRational.P1)}})
                    + x * v * ({{F(TanhRational.P2)}} + u * {{F(TanhRational.P3)}} + v * {{F(TanhRational.P4)}}))
                    / ({{F(TanhRational.Q0)}} + u * {{F(TanhRational.Q1)}}
                    + v * ({{F(TanhRational.Q2)}} + u * {{F(TanhRational.Q3)}} + v * {{F(TanhRational.Q4)}}));
                if (y > 1f) return 1f;
                return y < -1f ? -1f : y;
            }
            """;
    }
}
