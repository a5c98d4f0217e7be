using System;
using System.IO;

namespace EmbeddedRnn;

/// <summary>A model file's bytes, with the name that messages give it.</summary>
internal sealed class ImportSource
{
    /// <summary>A file's bytes stand in one array.</summary>
    public static readonly int LargestFile = Array.MaxLength;

    private ImportSource(string file, string? path, byte[] bytes)
    {
        File = file;
        Path = path;
        Bytes = bytes;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string File { get; }

    /// <summary>Where it lies; null for a stream.</summary>
    public string? Path { get; }

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; }

    /// <summary>A name for a model whose file does not carry one: the file's name without folder and ending.</summary>
    public string ModelName => System.IO.Path.GetFileNameWithoutExtension(File) is { Length: > 0 } name ? name : "model";

    /// <summary>Reads the rest of a stream, whose first bytes are <paramref name="start"/> already.</summary>
    public static ImportSource Load(string file, string? path, byte[] start, Stream rest)
    {
        // The stream's length is a hint only where there is one: a pipe has none.
        long expected = rest.CanSeek ? start.Length + Math.Max(0, rest.Length - rest.Position) : start.Length;
        if (expected > LargestFile) throw TooLarge(file);
        using var all = new MemoryStream((int)expected);
        all.Write(start);
        byte[] buffer = new byte[81920];
        for (int read; (read = rest.Read(buffer)) > 0;)
        {
            if (all.Length + read > LargestFile) throw TooLarge(file);
            all.Write(buffer, 0, read);
        }
        byte[] bytes = all.Capacity == all.Length ? all.GetBuffer() : all.ToArray();
        return new ImportSource(file, path, bytes);
    }

    /// <summary>An error in this file.</summary>
    public ImportException Error(string place, string reason, Exception? inner = null) => new(File, place, reason, inner);

    private static ImportException TooLarge(string file) => new(file, "", "the file is larger than 2 GB, which is not supported.");
}
