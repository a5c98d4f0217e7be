using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>The fixtures under tests/fixtures, which are copied beside every test assembly that uses this project.</summary>
public static class Fixtures
{
    private const string ModelEnding = ".model.safetensors";
    private const string SequenceEnding = ".sequence.safetensors";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <summary>"pytorch/gru-3x5-bias-state" and so on, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Directory
        .EnumerateFiles(Folder, "*" + ModelEnding, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')[..^ModelEnding.Length])
        .Order(StringComparer.Ordinal).ToArray();

    private static readonly Lazy<IReadOnlyList<Fixture>> Loaded = new(() => Names.Select(Read).ToArray());

    /// <summary>All fixtures, in the order of <see cref="Names"/>; read once.</summary>
    public static IReadOnlyList<Fixture> All => Loaded.Value;

    /// <summary>One fixture by its name.</summary>
    public static Fixture Get(string name) => All.First(fixture => fixture.Name == name);

    /// <summary>The model file of a fixture, for tests that read it themselves.</summary>
    public static string ModelPath(string name) => Path.Combine(Folder, name + ModelEnding);

    private static Fixture Read(string name)
    {
        Model model = FixtureModels.Read(name, ModelPath(name));
        string sequence = Path.Combine(Folder, name + SequenceEnding);
        bool given = name.EndsWith("-state", StringComparison.Ordinal);
        float[] state = new float[model.StateSize];
        if (given) Sequence.Read(sequence, "h0").ToSingle().CopyTo(state, 0);
        if (given && model.StateSize > model.OutputSize) Sequence.Read(sequence, "c0").ToSingle().CopyTo(state, model.OutputSize);
        bool single = name.StartsWith("pytorch/", StringComparison.Ordinal);
        return new Fixture(name, model, Sequence.Read(sequence, "x"), Sequence.Read(sequence, "y64"), single ? Sequence.Read(sequence, "y32") : null, state);
    }
}
