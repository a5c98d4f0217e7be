using System;
using System.Collections.Generic;
using System.Text.Json;

namespace EmbeddedRnn.Json;

/// <summary>Parses a JSON file whole, and refuses what a reader could take in two ways: names that stand twice in an object.</summary>
internal sealed class JsonFile : IDisposable
{
    // Weights are lists in lists; only what people note beside them nests deeper.
    private const int DeepestNesting = 32;

    // Far above what a model needs; it bounds the memory for names and places.
    private const int MostMembers = 20_000;

    private readonly JsonDocument document;

    private JsonFile(ImportSource source, JsonDocument document)
    {
        this.document = document;
        Root = new JsonPlace(source, document.RootElement, "");
    }

    public JsonPlace Root { get; }

    public static JsonFile Parse(ImportSource source)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(NonFiniteTokens.Quote(Content(source.Bytes)), new JsonDocumentOptions { MaxDepth = DeepestNesting });
        }
        catch (JsonException exception)
        {
            throw source.Error("", "it is not valid JSON: " + exception.Message, exception);
        }
        var file = new JsonFile(source, document);
        try
        {
            int members = 0;
            Check(file.Root, ref members);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => document.Dispose();

    /// <summary>The bytes behind a byte order mark, which some editors write.</summary>
    private static ReadOnlyMemory<byte> Content(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    private static void Check(JsonPlace place, ref int members)
    {
        if (place.Kind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in place.Element.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array && HoldsObjects(item)) Check(place.At(item, index), ref members);
                index++;
            }
        }
        if (place.Kind != JsonValueKind.Object) return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        RequireFew(place, ++members);
        foreach (JsonProperty property in place.Element.EnumerateObject())
        {
            string name = JsonText.Name(property) ?? throw place.Error("a name in it is not valid Unicode.");
            if (!names.Add(name)) throw place.Error($"'{Printable.Name(name)}' stands there twice.");
            RequireFew(place, ++members);
        }
        foreach ((_, JsonPlace value) in place.Members())
        {
            if (value.Kind is JsonValueKind.Object or JsonValueKind.Array) Check(value, ref members);
        }
    }

    private static void RequireFew(JsonPlace place, int members)
    {
        if (members > MostMembers)
            throw place.Error(FormattableString.Invariant($"up to here the file has more than {MostMembers} objects and members, which no model needs."));
    }

    /// <summary>False for weights, lists of lists of numbers, whose many paths need not be made.</summary>
    private static bool HoldsObjects(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array) return element.ValueKind == JsonValueKind.Object;
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array && HoldsObjects(item)) return true;
        }
        return false;
    }
}
