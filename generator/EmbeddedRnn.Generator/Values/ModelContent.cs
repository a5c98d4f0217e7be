using System;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A file of model text, read. Two are equal when path and text are, which the text's checksum tells.</summary>
internal sealed class ModelContent : IEquatable<ModelContent>
{
    public ModelContent(string path, string checksum, Model model)
        : this(path, checksum) => Model = model;

    public ModelContent(string path, string checksum, string damage, LocationInfo? damagedAt)
        : this(path, checksum)
    {
        Damage = damage;
        DamagedAt = damagedAt;
    }

    private ModelContent(string path, string checksum)
    {
        Path = path;
        Checksum = checksum;
    }

    public string Path { get; }

    public string Checksum { get; }

    /// <summary>The model, or null where the text is damaged.</summary>
    public Model? Model { get; }

    /// <summary>What is wrong with the text, with the line; else "".</summary>
    public string Damage { get; } = "";

    /// <summary>The damaged line.</summary>
    public LocationInfo? DamagedAt { get; }

    public bool Equals(ModelContent? other) => other is not null && Path == other.Path && Checksum == other.Checksum;

    public override bool Equals(object? obj) => Equals(obj as ModelContent);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Checksum);
}
