using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.Safetensors;

/// <summary>Reads the header and checks that its tensors cover the bytes behind it, each byte once.</summary>
internal sealed class SafetensorsHeader(ImportSource source, int dataLength)
{
    /// <summary>Why a header is refused whose texts cannot be read.</summary>
    public const string Invalid = "a text in the header is not valid Unicode.";

    private const string MetadataName = "__metadata__";

    private readonly List<KeyValuePair<string, string>> metadata = [];

    // The header, a tensor's entry, its shape: three levels. Metadata are checked to be text, one level below theirs.
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 8 };

    /// <summary>The notes beside the tensors, once the header was read.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => metadata;

    /// <summary>The tensors in the order of the header.</summary>
    public List<TensorEntry> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions);
            List<TensorEntry> tensors = ReadEntries(document.RootElement);
            CheckPlaces(tensors);
            return tensors;
        }
        catch (JsonException exception)
        {
            throw source.Error("header", "it is not valid JSON: " + exception.Message, exception);
        }
    }

    private List<TensorEntry> ReadEntries(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw source.Error("header", "it must be a JSON object.");
        var tensors = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            string name = JsonText.Name(property) ?? throw source.Error("header", Invalid);
            if (!names.Add(name)) throw source.Error("header", $"'{Printable.Name(name)}' stands there twice.");
            if (name == MetadataName) ReadMetadata(property.Value);
            else tensors.Add(new TensorEntryReader(source, name).Read(property.Value));
        }
        return tensors;
    }

    private void ReadMetadata(JsonElement notes)
    {
        if (notes.ValueKind != JsonValueKind.Object || notes.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            throw source.Error("header", $"'{MetadataName}' must be a JSON object of texts.");
        foreach (JsonProperty note in notes.EnumerateObject())
        {
            if (JsonText.Name(note) is not { } name || JsonText.Value(note.Value) is not { } value) throw source.Error("header", Invalid);
            metadata.Add(new(name, value));
        }
    }

    private void CheckPlaces(List<TensorEntry> tensors)
    {
        long end = 0;
        TensorEntry? before = null;
        foreach (TensorEntry tensor in tensors.OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.End > dataLength)
            {
                throw source.Error(tensor.Place, FormattableString.Invariant(
                    $"it ends at byte {tensor.End} of the values, but the file has {dataLength}: it is truncated or damaged."));
            }
            if (tensor.Begin < end)
            {
                throw source.Error(tensor.Place, FormattableString.Invariant(
                    $"it begins at byte {tensor.Begin} of the values, within tensor {Printable.Name(before!.Name)}, which ends at {end}."));
            }
            if (tensor.Begin > end)
                throw source.Error(tensor.Place, FormattableString.Invariant(
                    $"it begins at byte {tensor.Begin} of the values, but the bytes from {end} on belong to no tensor."));
            (end, before) = (tensor.End, tensor);
        }
        if (end != dataLength)
            throw source.Error("", FormattableString.Invariant($"the file has {dataLength} bytes of values, but its tensors end at {end}."));
    }
}
