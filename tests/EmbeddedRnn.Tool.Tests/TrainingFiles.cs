using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Tests;

/// <summary>Small data to train with: which of two values the first step has, several steps later.</summary>
internal static class TrainingFiles
{
    public const int Sequences = 60;
    public const int Steps = 6;

    /// <summary>x [60, 6, 2], length, y with two classes; an easy task for a cell of four units.</summary>
    public static string Labelled(TestFolder folder, string name, Action<float[], long[], long[]>? change = null)
    {
        var random = new Random(7);
        var x = new float[Sequences * Steps * 2];
        for (int i = 0; i < x.Length; i++) x[i] = 0.2f * (2 * random.NextSingle() - 1);
        long[] lengths = [.. Enumerable.Range(0, Sequences).Select(i => (long)(Steps - i % 3))];
        long[] labels = [.. Enumerable.Range(0, Sequences).Select(i => (long)(i % 2))];
        for (int i = 0; i < Sequences; i++) x[i * Steps * 2] = labels[i] == 0 ? -1 : 1;
        change?.Invoke(x, lengths, labels);
        return Write(folder.At(name), [("x", "F32", [Sequences, Steps, 2], Bytes(x)), ("length", "I64", [lengths.Length], Bytes(lengths)), ("y", "I64", [labels.Length], Bytes(labels))]);
    }

    /// <summary>A wave, one value a line.</summary>
    public static string Series(TestFolder folder, string name) =>
        folder.Text(name, string.Concat(Enumerable.Range(0, 600).Select(t => (500 + 100 * Math.Sin(t * 0.3)).ToString("0.###", CultureInfo.InvariantCulture) + "\n")));

    public static string Write(string path, IReadOnlyList<(string Name, string Type, int[] Shape, byte[] Bytes)> tensors)
    {
        long at = 0;
        var header = new Dictionary<string, object>();
        foreach ((string name, string type, int[] shape, byte[] bytes) in tensors)
            header[name] = new { dtype = type, shape, data_offsets = new[] { at, at += bytes.Length } };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. tensors.SelectMany(t => t.Bytes)]);
        return path;
    }

    private static byte[] Bytes<T>(T[] values)
    {
        var bytes = new byte[Buffer.ByteLength(values)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
