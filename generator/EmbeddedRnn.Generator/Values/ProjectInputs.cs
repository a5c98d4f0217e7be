using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A file of inputs, read. Two are equal when path and text are, which the text's checksum tells.</summary>
internal sealed class InputsContent(string path, string checksum, MeasuringInputs? inputs, string damage) : IEquatable<InputsContent>
{
    public string Path { get; } = path;

    /// <summary>The inputs, or null where the file is damaged.</summary>
    public MeasuringInputs? Inputs { get; } = inputs;

    /// <summary>What is wrong with it; else "".</summary>
    public string Damage { get; } = damage;

    private string Checksum { get; } = checksum;

    public bool Equals(InputsContent? other) => other is not null && Path == other.Path && Checksum == other.Checksum;

    public override bool Equals(object? obj) => Equals(obj as InputsContent);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Checksum);
}

/// <summary>The files of inputs that attributes name.</summary>
/// <param name="Read">Those of them that the project has.</param>
internal sealed record ProjectInputs(EquatableArray<InputsContent> Read)
{
    /// <summary>Whether a path is what an attribute means: its end, folder by folder.</summary>
    public static bool Means(string wanted, string path)
    {
        string end = "/" + Slashes(wanted).TrimStart('.', '/');
        return ("/" + Slashes(path)).EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Looks inputs up by the name that an attribute gives.</summary>
    public InputsLookup Find(string wanted)
    {
        InputsContent[] fits = Read.Where(content => Means(wanted, content.Path)).ToArray();
        return fits.Length switch
        {
            1 => new InputsLookup(fits[0], fits[0].Damage),
            0 => new InputsLookup(null, $"the project has no such file; add <AdditionalFiles Include=\"{wanted}\" /> to it"),
            _ => new InputsLookup(null, $"it can mean any of {string.Join(", ", fits.Select(f => $"'{f.Path}'").OrderBy(text => text, StringComparer.Ordinal))}; write more of the path"),
        };
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}

/// <summary>What became of a look-up.</summary>
/// <param name="Content">The file; null where there is not one of this name.</param>
/// <param name="Problem">What is wrong; else "".</param>
internal sealed record InputsLookup(InputsContent? Content, string Problem);
