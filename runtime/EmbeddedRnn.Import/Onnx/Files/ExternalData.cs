using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>Reads tensors whose values lie in another file: in the model's folder or below it, nowhere else.</summary>
/// <remarks>Source: "External Data" in https://onnx.ai/onnx/repo-docs/ExternalData.html.</remarks>
internal static class ExternalData
{
    private static readonly StringComparison Paths = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static byte[] Read(ImportSource source, TensorProto tensor, string name, long size)
    {
        ImportException Error(string reason, Exception? inner = null) => source.Error(TensorReader.Place(name), reason, inner);

        Dictionary<string, string> entries = Entries(tensor, Error);
        if (!entries.TryGetValue("location", out string? location) || location.Length == 0) throw Error("its values lie in another file, but it does not say in which.");
        if (source.Path is null)
            throw Error($"its values lie in the file '{Printable.Name(location)}', and a stream has no file beside it; read the model by its path.");
        string path = Locate(source.Path, location) ?? throw Error($"its values lie in '{Printable.Name(location)}', which is not a file in the model's folder; no other is read.");
        long offset = Number(entries, "offset", Error) ?? 0;
        if (Number(entries, "length", Error) is { } length && length != size)
            throw Error(FormattableString.Invariant($"its shape takes {size} bytes, but it says that {length} lie in '{Printable.Name(location)}'."));
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (offset > stream.Length || size > stream.Length - offset)
            {
                throw Error(FormattableString.Invariant(
                    $"its {size} bytes from byte {offset} on lie beyond the end of '{Printable.Name(location)}', which has {stream.Length} bytes."));
            }
            stream.Position = offset;
            byte[] bytes = new byte[size];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error($"there is no file '{Printable.Name(location)}' beside the model, in which its values lie.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Error($"the file '{Printable.Name(location)}', in which its values lie, cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The file's path, or null where it is absolute, leaves the folder, or is a link, which could.</summary>
    private static string? Locate(string model, string location)
    {
        if (location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal)) return null;
        string relative = location.Replace('\\', '/');
        if (relative.StartsWith('/')) return null;
        string folder = Path.GetDirectoryName(Path.GetFullPath(model)) ?? "";
        string path = Path.GetFullPath(Path.Combine(folder, relative));
        string start = folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar;
        if (!path.StartsWith(start, Paths)) return null;
        for (string? part = path; part is not null && part.Length > folder.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null) return null;
        }
        return path;
    }

    private static Dictionary<string, string> Entries(TensorProto tensor, Func<string, Exception?, ImportException> error)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            if (!entries.TryAdd(entry.Key, entry.Value)) throw error($"it says '{Printable.Name(entry.Key)}' of its values' place twice.", null);
        }
        return entries;
    }

    private static long? Number(Dictionary<string, string> entries, string key, Func<string, Exception?, ImportException> error)
    {
        if (!entries.TryGetValue(key, out string? text)) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
        throw error($"the {key} of its values is '{Printable.Name(text)}', but must be a whole number from 0 on.", null);
    }
}
