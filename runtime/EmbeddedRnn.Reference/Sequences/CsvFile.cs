using System.IO;

namespace EmbeddedRnn.Reference;

/// <summary>A file of CSV.</summary>
internal static class CsvFile
{
    public static Sequence Read(string path)
    {
        (int width, double[] values) = CsvLines.Read(Path.GetFileName(path), File.ReadLines(path));
        return new Sequence(width, values);
    }
}
