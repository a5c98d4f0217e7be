using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>A whole network with a sequence and what tests/fixtures/layers/make.py computed for it in float64.</summary>
/// <param name="Name">"bidirectional-gru-valid".</param>
/// <param name="Model">The network.</param>
/// <param name="Inputs">x, [T, InputSize].</param>
/// <param name="ValidSteps">How many of the steps are no padding.</param>
/// <param name="Expected">y, [T, OutputSize], or [1, OutputSize] behind a last step.</param>
/// <param name="StateBefore">[StateSize], or null for the model's initial state.</param>
/// <param name="StateAfter">[StateSize].</param>
public sealed record LayerFixture(
    string Name, Model Model, Sequence Inputs, int ValidSteps, Sequence Expected, double[]? StateBefore, double[] StateAfter)
{
    private const string ModelEnding = ModelText.Extension;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "layers");

    /// <summary>The names of all fixtures, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Directory.EnumerateFiles(Folder, "*" + ModelEnding)
        .Select(path => Path.GetFileName(path)[..^ModelEnding.Length]).Order(StringComparer.Ordinal).ToArray();

    private static readonly Lazy<IReadOnlyList<LayerFixture>> Loaded = new(() => Names.Select(Read).ToArray());

    /// <summary>All fixtures; read once.</summary>
    public static IReadOnlyList<LayerFixture> All => Loaded.Value;

    /// <summary>One fixture by its name.</summary>
    public static LayerFixture Get(string name) => All.First(fixture => fixture.Name == name);

    /// <summary>The model text of a fixture.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ModelEnding));

    /// <summary>
    /// How far the double reference of a model is from the expected outputs: the largest |actual - expected| / max(1, |expected|).
    /// </summary>
    /// <param name="model">This fixture's model, or one with a mistake.</param>
    /// <param name="validSteps">This fixture's number of valid steps, or another; null for this one.</param>
    public double LargestError(Model model, int? validSteps = null)
    {
        var outputs = new double[Expected.Steps * Expected.Width];
        Start<double>(model, v => v).Run(Inputs.ToArray(), outputs, validSteps ?? ValidSteps);
        return LargestError(outputs, Expected.ToArray());
    }

    /// <summary>The reference of a model in this fixture's state before the first step.</summary>
    public ReferenceNetwork<T> Start<T>(Model model, Converter<double, T> convert)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var network = new ReferenceNetwork<T>(model);
        if (StateBefore is not null) network.SetState(Array.ConvertAll(StateBefore, convert));
        return network;
    }

    /// <summary>The largest |actual - expected| / max(1, |expected|).</summary>
    public static double LargestError(double[] actual, double[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e) / Math.Max(1, Math.Abs(e))).DefaultIfEmpty(0).Max();

    public override string ToString() => Name;

    private static LayerFixture Read(string name)
    {
        Model model = ModelText.Read(Text(name));
        string sequence = Path.Combine(Folder, name + ".sequence.safetensors");
        bool given = model.StateSize > 0 && Has(sequence, "s0");
        return new LayerFixture(
            name, model, Sequence.Read(sequence, "x"), (int)Sequence.Read(sequence, "valid").ToArray()[0], Sequence.Read(sequence, "y64"),
            given ? Sequence.Read(sequence, "s0").ToArray() : null,
            model.StateSize > 0 ? Sequence.Read(sequence, "s1").ToArray() : []);
    }

    private static bool Has(string path, string tensor)
    {
        try
        {
            Sequence.Read(path, tensor);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
