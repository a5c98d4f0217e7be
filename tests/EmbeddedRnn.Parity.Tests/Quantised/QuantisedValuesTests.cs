using System;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.CompilerServices;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Values as whole numbers, for every count: rounded to even, saturated, NaN the least, and nothing else written.</summary>
public class QuantisedValuesTests
{
    private static readonly float[] Special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 2.5f, 3.5f, -2.5f, 0f, -0f, float.Epsilon, 3e9f];

    [Fact]
    [Trait("Category", "InstructionSets")]
    public void EachIsRoundedAndSaturates()
    {
        var random = new Random(1);
        for (int count = 1; count <= 70; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(i => random.Next(4) == 0 ? Special[random.Next(Special.Length)] : 300 * (random.NextSingle() - 0.5f))];
            float[] centres = [.. Padded(count, i => i % 3)], inverses = [.. Padded(count, i => i % 2 + 1)];
            foreach (WeightFormat format in new[] { WeightFormat.Int16, WeightFormat.Int8 })
            {
                int limit = QuantisedFormat.Limit(format);
                // Those with ranges of their own read and write nothing behind the last.
                var numbers = new float[count + 2];
                numbers.AsSpan().Fill(7);
                if (format == WeightFormat.Int16) QuantisedValues.Int16(ref values[0], ref centres[0], ref inverses[0], ref numbers[0], count);
                else QuantisedValues.Int8(ref values[0], ref centres[0], ref inverses[0], ref numbers[0], count);
                Assert.Equal(values.Select((v, i) => Expected((v - centres[i]) * inverses[i], limit)), Read(numbers, count, format));
                Assert.Equal([.. BitConverter.GetBytes(7f)], MemoryMarshal.AsBytes(numbers.AsSpan(count + 1)).ToArray());
                int bytes = count * QuantisedFormat.Bytes(format);
                Assert.All(MemoryMarshal.AsBytes(numbers.AsSpan())[bytes..].ToArray().Select((b, i) => b == BitConverter.GetBytes(7f)[(bytes + i) % 4]), Assert.True);

                float[] whole = [.. values, .. new float[16]];
                numbers = new float[count + 16];
                if (format == WeightFormat.Int16) QuantisedValues.Int16(ref whole[0], 2f, ref numbers[0], count);
                else QuantisedValues.Int8(ref whole[0], 2f, ref numbers[0], count);
                Assert.Equal(values.Select(v => Expected(v * 2, limit)), Read(numbers, count, format));
            }
        }
    }

    private static int Expected(float number, int limit) =>
        float.IsNaN(number) ? -limit : (int)Math.Round(Math.Clamp((double)number, -limit, limit), MidpointRounding.ToEven);

    private static System.Collections.Generic.IEnumerable<float> Padded(int count, Func<int, float> value) =>
        Enumerable.Range(0, (count + 15) / 16 * 16).Select(i => i < count ? value(i) : 0);

    private static int[] Read(float[] numbers, int count, WeightFormat format) => format == WeightFormat.Int8
        ? [.. MemoryMarshal.AsBytes(numbers.AsSpan())[..count].ToArray().Select(b => b - QuantisedFormat.Int8Zero)]
        : [.. MemoryMarshal.Cast<float, short>(numbers.AsSpan())[..count].ToArray().Select(s => (int)s)];
}
