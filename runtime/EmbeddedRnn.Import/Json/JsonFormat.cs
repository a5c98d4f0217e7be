using System;
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

    /// <summary>Reads the self-test that the file carries; null where it carries none.</summary>
    public SelfTest? ReadSelfTest(ImportSource source)
    {
        using JsonFile file = JsonFile.Parse(source);
        return Kind(file.Root, source).ReadSelfTest(file.Root);
    }

    private static IJsonModel Kind(JsonPlace root, ImportSource source)
    {
        if (root.Kind != JsonValueKind.Object) throw source.Error("", $"the file is JSON, but must be an object, not {JsonPlace.Noun(root.Kind)}.");
        return Kinds.FirstOrDefault(k => k.Recognises(root)) ?? throw source.Error("",
            $"the file is JSON with the members {Printable.Names(root.Members().Select(m => m.Name).ToList())}, which is no known kind of model; "
            + $"known are {string.Join(", ", Kinds.Select(k => k.Description))}.");
    }
}
