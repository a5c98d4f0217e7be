using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Json;

/// <summary>Numbers in nested lists, such as a matrix as a list of rows: their shape, and the values row-major.</summary>
internal sealed record JsonArray(JsonPlace Place, int[] Shape)
{
    private const int MostDimensions = 8;

    public string ShapeText => Text(Shape);

    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape.Select(d => d.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The shape, taken from the first item of each list; whether the others agree shows when the values are read.</summary>
    public static JsonArray Of(JsonPlace place)
    {
        var shape = new List<int>();
        JsonElement element = place.Element;
        while (element.ValueKind == JsonValueKind.Array)
        {
            if (shape.Count == MostDimensions) throw place.Error(FormattableString.Invariant($"it has more than {MostDimensions} dimensions."));
            shape.Add(element.GetArrayLength());
            if (shape[^1] == 0) break;
            element = element[0];
        }
        if (shape.Count == 0) throw place.Error($"it must be a list of numbers, but is {JsonPlace.Noun(place.Kind)}.");
        return new JsonArray(place, shape.ToArray());
    }

    /// <summary>The values, row-major; every list must be as long as the others of its level.</summary>
    public float[] Values(bool allowNonFinite)
    {
        // The path to an item is made for a message alone: a column of weights has as many lists as numbers.
        var indices = new int[Shape.Length];
        // Counted before anything is allocated: a long first row promises more than a short file holds.
        int count = 0;
        Count(Place.Element, 0, indices, ref count);
        var values = new float[count];
        int at = 0;
        Read(Place.Element, 0, indices, values, ref at, allowNonFinite);
        return values;
    }

    private void Count(JsonElement list, int level, int[] indices, ref int count)
    {
        if (list.ValueKind != JsonValueKind.Array)
            throw Error(level, indices, FormattableString.Invariant($"it must be a list of {Shape[level]} items, but is {JsonPlace.Noun(list.ValueKind)}."));
        int length = list.GetArrayLength();
        if (length != Shape[level])
            throw Error(level, indices, FormattableString.Invariant(
                $"it has {length} items, but the lists before it have {Shape[level]}: every row must be as long as the others."));
        if (level == Shape.Length - 1)
        {
            count += length;
            return;
        }
        indices[level] = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            Count(item, level + 1, indices, ref count);
            indices[level]++;
        }
    }

    private void Read(JsonElement list, int level, int[] indices, float[] values, ref int at, bool allowNonFinite)
    {
        indices[level] = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (level < Shape.Length - 1) Read(item, level + 1, indices, values, ref at, allowNonFinite);
            else values[at++] = Value(item, indices, allowNonFinite);
            indices[level]++;
        }
    }

    private float Value(JsonElement item, int[] indices, bool allowNonFinite)
    {
        double? value = item.ValueKind == JsonValueKind.Number ? item.GetDouble() : NonFiniteTokens.Value(JsonText.Value(item));
        if (value is not { } number) throw Error(Shape.Length, indices, $"it must be a number, but is {JsonPlace.Noun(item.ValueKind)}.");
        float single = (float)number;
        if (!allowNonFinite && !float.IsFinite(single)) throw Error(Shape.Length, indices, NonFinite.Reason("it", number));
        return single;
    }

    private ImportException Error(int level, int[] indices, string reason)
    {
        JsonPlace place = Place;
        foreach (int index in indices.Take(level)) place = place.At(place.Element, index);
        return place.Error(reason);
    }
}
