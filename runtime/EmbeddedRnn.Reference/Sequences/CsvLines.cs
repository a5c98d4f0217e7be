using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace EmbeddedRnn.Reference;

/// <summary>CSV: one time step a row, values apart by commas, invariant culture; # starts a comment line.</summary>
internal static class CsvLines
{
    /// <summary>Reads lines.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="lines">Its lines.</param>
    /// <returns>Values in a row, and all values row by row.</returns>
    /// <exception cref="InvalidDataException">What is no such text, with the line.</exception>
    public static (int Width, double[] Values) Read(string file, IEnumerable<string> lines)
    {
        var values = new List<double>();
        int width = 0;
        int number = 0;
        int widthFrom = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.Trim().Length == 0 || line[0] == '#') continue;
            string[] fields = line.Split(',');
            if (width == 0) (width, widthFrom) = (fields.Length, number);
            if (fields.Length != width)
                throw new InvalidDataException($"{file}, line {number}: {fields.Length} values, but line {widthFrom} has {width}.");
            for (int i = 0; i < fields.Length; i++)
            {
                if (!double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                    throw new InvalidDataException($"{file}, line {number}, value {i + 1}: '{fields[i].Trim()}' is not a number (decimal point, no header line).");
                values.Add(value);
            }
        }
        if (values.Count == 0) throw new InvalidDataException($"{file} has no values.");
        return (width, values.ToArray());
    }
}
