using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace EmbeddedRnn.Tool.Output;

/// <summary>Writes a sequence as CSV: one time step a row, each number with as many digits as give it back exactly, invariant culture.</summary>
internal static class SequenceCsv
{
    /// <summary>Refuses an ending under which the file would be read as something else.</summary>
    public static void CheckEnding(string option, string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is ".npy" or ".safetensors") throw new ToolException($"{option}: '{path}' would be a {ending} file, but outputs are written as CSV; name a .csv file.");
    }

    public static void Write(string path, int width, ReadOnlySpan<float> values, CancellationToken cancellation)
    {
        using var file = new ReplacedFile(path);
        var line = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            line.Append(values[i].ToString("R", CultureInfo.InvariantCulture));
            bool last = (i + 1) % width == 0;
            line.Append(last ? '\n' : ',');
            if (!last || (line.Length < 1 << 16 && i + 1 < values.Length)) continue;
            cancellation.ThrowIfCancellationRequested();
            file.Write(line.ToString());
            line.Clear();
        }
        file.Complete();
    }
}
