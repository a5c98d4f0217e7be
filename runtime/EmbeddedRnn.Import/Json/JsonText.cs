using System;
using System.Text.Json;

namespace EmbeddedRnn.Json;

/// <summary>Texts of a JSON document that may be damaged: JSON that parses can still hold bytes that are no UTF-8, or half a surrogate pair.</summary>
internal static class JsonText
{
    /// <summary>The property's name, or null where it is no valid Unicode.</summary>
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The element's text, or null where it is no text or no valid Unicode.</summary>
    public static string? Value(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
