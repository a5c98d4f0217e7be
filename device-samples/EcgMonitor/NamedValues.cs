using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace EcgMonitor;

/// <summary>Reads the small tables that the training script writes: "name,value" a line, "#" before a comment.</summary>
internal sealed class NamedValues
{
    private readonly Dictionary<string, double> values = [];

    /// <summary>Reads a table that was built into this program.</summary>
    public NamedValues(string resource)
    {
        using Stream stream = Resource.Open(resource);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            int comma = line.IndexOf(',');
            values.Add(line[..comma], double.Parse(line.AsSpan(comma + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    public double this[string name] => values[name];

    /// <summary>The values weight0, weight1, ... as many as there are.</summary>
    public float[] Weights()
    {
        var weights = new List<float>();
        while (values.TryGetValue($"weight{weights.Count}", out double weight)) weights.Add((float)weight);
        return [.. weights];
    }
}
