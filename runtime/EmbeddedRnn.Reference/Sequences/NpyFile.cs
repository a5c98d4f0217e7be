using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace EmbeddedRnn.Reference;

/// <summary>
/// NumPy's .npy, versions 1 to 3, float32 and float64 in C order.
/// Source: NEP 1, "A simple file format for NumPy arrays": magic, version, header length, a Python dict, the raw values.
/// </summary>
internal static class NpyFile
{
    /// <summary>The bytes with which every such file starts.</summary>
    public static ReadOnlySpan<byte> Start => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static Sequence Read(string path)
    {
        string file = Path.GetFileName(path);
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < 12 || !bytes.AsSpan().StartsWith(Start))
            throw new InvalidDataException($"{file} is not a NumPy .npy file.");
        if (bytes[6] is < 1 or > 3) throw new InvalidDataException($"{file}: version {bytes[6]} of .npy is not known; 1 to 3 are.");
        int start = bytes[6] == 1 ? 10 : 12;
        long length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (start + length > bytes.Length) throw new InvalidDataException($"{file} is truncated: it ends inside its header.");
        string header = Encoding.UTF8.GetString(bytes, start, (int)length);

        string kind = Entry(file, header, "descr", "'([^']*)'");
        if (kind is not ("<f4" or "<f8"))
            throw new InvalidDataException($"{file} has values of type '{kind}'; float32 ('<f4') and float64 ('<f8') are read. Use array.astype('<f4').");
        if (Entry(file, header, "fortran_order", "(True|False)") == "True")
            throw new InvalidDataException($"{file} is in Fortran order; save numpy.ascontiguousarray(array).");
        int[] shape = Entry(file, header, "shape", @"\(([^)]*)\)").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new InvalidDataException($"{file}: '{size}' in its shape is not a size."))
            .ToArray();
        return Sequence.OfShape(file, shape, RawValues.Read(file, bytes.AsSpan(start + (int)length), kind == "<f8", shape));
    }

    private static string Entry(string file, string header, string key, string pattern)
    {
        Match match = Regex.Match(header, $"'{key}'\\s*:\\s*{pattern}");
        return match.Success ? match.Groups[1].Value : throw new InvalidDataException($"{file}: its header has no '{key}' that is understood: {header.Trim()}");
    }
}
