using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Json;

/// <summary>A value in a JSON file, with the path to it that messages give: layers[0].weights[1].</summary>
internal readonly struct JsonPlace(ImportSource source, JsonElement element, string path)
{
    public JsonElement Element => element;

    public string Path => path;

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>The member of an object, or null where it is missing or null.</summary>
    public JsonPlace? Find(string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return At(value, name);
    }

    /// <summary>The member of an object; it must be there.</summary>
    public JsonPlace Member(string name)
    {
        if (Kind != JsonValueKind.Object) throw Error($"it must be a JSON object with the member '{name}', but is {Noun(Kind)}.");
        return Find(name) ?? throw Error($"it has no '{name}'.");
    }

    /// <summary>The members of an object, in the order of the file.</summary>
    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        if (Kind != JsonValueKind.Object) throw Error($"it must be a JSON object, but is {Noun(Kind)}.");
        return Enumerate(this);

        static IEnumerable<(string, JsonPlace)> Enumerate(JsonPlace place)
        {
            foreach (JsonProperty property in place.Element.EnumerateObject()) yield return (property.Name, place.At(property.Value, property.Name));
        }
    }

    /// <summary>Number of items of an array.</summary>
    public int Count => Kind == JsonValueKind.Array ? element.GetArrayLength() : throw Error($"it must be a list, but is {Noun(Kind)}.");

    /// <summary>The items of an array, in their order.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        _ = Count;
        return Enumerate(this);

        static IEnumerable<JsonPlace> Enumerate(JsonPlace place)
        {
            int index = 0;
            foreach (JsonElement item in place.Element.EnumerateArray()) yield return place.At(item, index++);
        }
    }

    public JsonPlace At(JsonElement item, int index) => new(source, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"));

    /// <summary>A text.</summary>
    public string Text() => JsonText.Value(element) ?? throw Error($"it must be a text, but is {Noun(Kind)}.");

    /// <summary>A whole number.</summary>
    public int Integer(int least, int most = int.MaxValue)
    {
        // Python writes 1.0 where a size was computed.
        if (Kind == JsonValueKind.Number && element.TryGetDouble(out double value) && value == Math.Floor(value) && value >= least && value <= most) return (int)value;
        string range = most == int.MaxValue ? " on" : string.Create(CultureInfo.InvariantCulture, $" to {most}");
        throw Error(string.Create(CultureInfo.InvariantCulture, $"it must be a whole number from {least}{range}, but is {Found}."));
    }

    /// <summary>A finite number.</summary>
    public double Number()
    {
        if (Kind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value)) return value;
        throw Error($"it must be a finite number, but is {Found}.");
    }

    /// <summary>An error at this place.</summary>
    public ImportException Error(string reason, Exception? inner = null) => source.Error(path, reason, inner);

    /// <summary>What a value of a kind is called in messages.</summary>
    public static string Noun(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };

    private string Found => Kind == JsonValueKind.Number ? Printable.Name(element.GetRawText()) : Noun(Kind);

    private JsonPlace At(JsonElement value, string name)
    {
        bool plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        string member = plain ? (path.Length == 0 ? name : "." + name) : $"['{Printable.Name(name)}']";
        return new JsonPlace(source, value, path + member);
    }
}
