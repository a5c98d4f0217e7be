using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Json;

/// <summary>Models in JSON. Which kind it is shows in the members of the outermost object, in whatever order they stand.</summary>
internal sealed class JsonFormat : IModelFormat
{
    private static readonly IJsonModel[] Kinds =
        [new RTNeural.RTNeuralModel(), new GuitarMl.GuitarMlModel(), new Nam.NamModel(), new StateDict()];

    public string Description => "JSON: " + string.Join(", ", Kinds.Select(k => k.Description));

    public bool Recognises(ReadOnlySpan<byte> start)
    {
        // The length at the start of a safetensors file can look like a brace, but has zeros behind it.
        if (start.Contains((byte)0)) return false;
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] == '{';
    }

    public Model Read(ImportSource source, ImportOptions options)
    {
        using JsonFile file = JsonFile.Parse(source);
        return Kind(file.Root, source).Read(file.Root, source, options);
    }

    /// <inheritdoc/>
    public SelfTest? ReadSelfTest(ImportSource source)
    {
        using JsonFile file = JsonFile.Parse(source);
        return Kind(file.Root, source).ReadSelfTest(file.Root);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> ReadMetadata(ImportSource source)
    {
        using JsonFile file = JsonFile.Parse(source);
        IJsonModel kind = Kind(file.Root, source);
        return file.Root.Members().Where(m => kind.IsNote(m.Name)).SelectMany(m => Notes(m.Value)).ToArray();
    }

    /// <summary>The values, by their path, of what may be an object in an object.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Notes(JsonPlace place) => place.Kind switch
    {
        JsonValueKind.Object => place.Members().SelectMany(m => Notes(m.Value)),
        JsonValueKind.Array => [],
        JsonValueKind.String => [new(place.Path, Printable.Name(place.Text()))],
        _ => [new(place.Path, Printable.Name(place.Element.GetRawText()))],
    };

    private static IJsonModel Kind(JsonPlace root, ImportSource source)
    {
        if (root.Kind != JsonValueKind.Object) throw source.Error("", $"the file is JSON, but must be an object, not {JsonPlace.Noun(root.Kind)}.");
        return Kinds.FirstOrDefault(k => k.Recognises(root)) ?? throw source.Error("",
            $"the file is JSON with the members {Printable.Names(root.Members().Select(m => m.Name).ToList())}, which is no known kind of model; "
            + $"known are {string.Join(", ", Kinds.Select(k => k.Description))}.");
    }
}
