using System;
using System.Globalization;

namespace EmbeddedRnn.Tests;

/// <summary>Damage to files, the same for the same seed.</summary>
internal static class FileMutations
{
    /// <summary>Mutated files a test; EMBEDDEDRNN_MUTATED_FILES=100000 for a long run.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("EMBEDDEDRNN_MUTATED_FILES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : 2000;

    /// <summary>Bytes that mean something in text.</summary>
    public static ReadOnlySpan<byte> Text => "0123456789-,[]{}\":"u8;

    /// <summary>Bytes that mean something in lengths and numbers.</summary>
    public static ReadOnlySpan<byte> Binary => [0, 1, 2, 3, 8, 10, 0x7F, 0x80, 0xFF];

    /// <summary>A copy with one to five places changed, lost, doubled, overwritten, or cut off.</summary>
    public static byte[] Mutate(byte[] original, Random random, ReadOnlySpan<byte> telling)
    {
        byte[] file = [.. original];
        for (int n = random.Next(1, 6); n > 0; n--)
        {
            int at = random.Next(file.Length);
            int length = Math.Min(random.Next(1, 9), file.Length - at);
            int from = random.Next(file.Length - length + 1);
            switch (random.Next(7))
            {
                case 0: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: random.NextBytes(file.AsSpan(at, length)); break;
                case 2: file = [.. file[..at], .. file[(at + length)..], 0]; break;
                case 3: file = [.. file[..at], .. file.AsSpan(from, length), .. file[at..]]; break;
                case 4: file[at] = telling[random.Next(telling.Length)]; break;
                case 5: file.AsSpan(from, length).ToArray().CopyTo(file.AsSpan(at)); break;
                default: if (random.Next(4) == 0) file = file[..(at + 1)]; break;
            }
        }
        return file;
    }
}
