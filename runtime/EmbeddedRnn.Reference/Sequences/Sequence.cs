using System;
using System.IO;

namespace EmbeddedRnn.Reference;

/// <summary>Values over time, row-major [Steps, Width], one time step a row. Immutable.</summary>
public sealed class Sequence
{
    private readonly double[] values;

    /// <summary>Makes a sequence over <paramref name="values"/>, which it adopts without a copy: do not change the array afterwards.</summary>
    /// <param name="width">Number of values in a step, at least 1.</param>
    /// <param name="values">Row-major values, whole steps of them, at least one.</param>
    /// <exception cref="ArgumentException">No values, or not whole steps.</exception>
    public Sequence(int width, double[] values)
    {
        this.values = values ?? throw new ArgumentNullException(nameof(values));
        if (width < 1 || values.Length == 0 || values.Length % width != 0)
            throw new ArgumentException($"a sequence of width {width} needs whole steps, at least one, but {values.Length} values were given.", nameof(values));
        Width = width;
    }

    /// <summary>Number of time steps.</summary>
    public int Steps => values.Length / Width;

    /// <summary>Number of values in a step.</summary>
    public int Width { get; }

    /// <summary>One value.</summary>
    public double this[int step, int column] => Row(step)[column];

    /// <summary>The values of one step.</summary>
    public ReadOnlySpan<double> Row(int step) => values.AsSpan(step * Width, Width);

    /// <summary>Makes a sequence from float values, which are widened exactly.</summary>
    /// <param name="width">Number of values in a step.</param>
    /// <param name="values">Row-major, copied.</param>
    public static Sequence Of(int width, float[] values) => new(width, Array.ConvertAll(values, v => (double)v));

    /// <summary>A copy of all values, row-major.</summary>
    public double[] ToArray() => (double[])values.Clone();

    /// <summary>A copy of all values, row-major, each rounded to the nearest float.</summary>
    public float[] ToSingle() => Array.ConvertAll(values, v => (float)v);

    /// <summary>Reads a sequence from a file: .csv, .npy or .safetensors. A file of another ending is read as what it holds.</summary>
    /// <param name="path">
    /// CSV: one time step a row, invariant culture, no header; # starts a comment line. NumPy: float32 or float64, C order, shape
    /// [steps, width] or [steps]. Safetensors: a tensor of F32 or F64 with such a shape.
    /// </param>
    /// <param name="tensor">The tensor's name; needed only for a .safetensors file with more than one.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not of this kind; the message says what and where.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Sequence Read(string path, string? tensor = null)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (tensor is not null && extension != ".safetensors")
            throw new ArgumentException($"only a .safetensors file has named tensors, not {Path.GetFileName(path)}.", nameof(tensor));
        return extension switch
        {
            ".csv" => CsvFile.Read(path),
            ".npy" => NpyFile.Read(path),
            ".safetensors" => SafetensorsSequences.Read(path, tensor),
            _ => ByContent(path),
        };
    }

    private static Sequence ByContent(string path)
    {
        Span<byte> start = stackalloc byte[16];
        using (FileStream stream = File.OpenRead(path)) start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith(NpyFile.Start)) return NpyFile.Read(path);
        if (start.Length > 8 && start[7] == 0 && start[8] == '{') return SafetensorsSequences.Read(path, null);
        if (!start.Contains((byte)0)) return CsvFile.Read(path);
        throw new InvalidDataException($"{Path.GetFileName(path)}: sequences are read from CSV, .npy and .safetensors files, and this is none.");
    }

    /// <summary>A sequence of a file's shape: [steps, width] or [steps].</summary>
    internal static Sequence OfShape(string where, int[] shape, double[] values)
    {
        if (shape.Length is < 1 or > 2)
            throw new InvalidDataException($"{where} has the shape [{string.Join(", ", shape)}]; save one sequence, as [steps, width] or [steps].");
        if (values.Length == 0) throw new InvalidDataException($"{where} has no values.");
        return new Sequence(shape.Length == 2 ? shape[1] : 1, values);
    }
}
