using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Compiler.Emission;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>Inputs on which the error of integer weights is measured.</summary>
public sealed class MeasuringInputs : IEquatable<MeasuringInputs>
{
    private const int MostDrawn = 1000;
    private const int LeastDrawn = 32;
    private const long MacsDrawn = 32_000_000;
    private const long MacsGiven = 500_000_000;

    private readonly double[] values;

    private MeasuringInputs(string words, int width, double[] values)
    {
        Words = words;
        Width = width;
        this.values = values;
    }

    /// <summary>What they are, after "over 100 steps ".</summary>
    public string Words { get; }

    /// <summary>Number of values in a step.</summary>
    public int Width { get; }

    /// <summary>Number of steps.</summary>
    public int Steps => values.Length / Width;

    /// <summary>Inputs drawn evenly from the ranges of a model, each time the same: as many steps as a short time allows, at least 32, at most 1,000.</summary>
    /// <param name="model">A model that states its ranges.</param>
    public static MeasuringInputs Drawn(Model model)
    {
        int steps = (int)Math.Max(LeastDrawn, Math.Min(MostDrawn, MacsDrawn / Math.Max(1, model.MacsPerStep)));
        var values = new double[steps * model.InputSize];
        uint state = 1;
        for (int i = 0; i < values.Length; i++)
        {
            // Marsaglia's xorshift: the same numbers in every framework.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            ValueRange range = model.Ranges!.Inputs[i % model.InputSize];
            values[i] = (float)(range.Least + ((double)range.Most - range.Least) * (state / 4294967296.0));
        }
        return new MeasuringInputs("drawn evenly from the ranges of the inputs", model.InputSize, values);
    }

    /// <summary>Inputs that somebody names, all of them.</summary>
    /// <param name="name">Their name, as of a file.</param>
    /// <param name="width">Number of values in a step.</param>
    /// <param name="values">Row-major values; they are rounded to float32.</param>
    public static MeasuringInputs Of(string name, int width, double[] values) => new("of " + name, width, values.Select(v => (double)(float)v).ToArray());

    /// <summary>Inputs from text: one time step a row, values apart by commas, no header.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="lines">Its lines.</param>
    /// <exception cref="InvalidDataException">What is no such text, with the line.</exception>
    public static MeasuringInputs FromCsv(string name, IEnumerable<string> lines)
    {
        (int width, double[] values) = CsvLines.Read(name, lines);
        return Of(name, width, values);
    }

    /// <summary>The first of the steps, so many that a build does not wait long for a large model.</summary>
    public MeasuringInputs Limited(Model model)
    {
        int most = (int)Math.Min(int.MaxValue, Math.Max(LeastDrawn, MacsGiven / Math.Max(1, model.MacsPerStep)));
        return Steps <= most ? this : new MeasuringInputs($"{Words}, of {Literal.Of(Steps)}", Width, values.Take(most * Width).ToArray());
    }

    /// <inheritdoc/>
    public bool Equals(MeasuringInputs? other) => other is not null && Words == other.Words && Width == other.Width && values.SequenceEqual(other.values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MeasuringInputs);

    /// <inheritdoc/>
    public override int GetHashCode() => (StringComparer.Ordinal.GetHashCode(Words) * 397) ^ values.Length;

    internal double[] Values => values;
}
