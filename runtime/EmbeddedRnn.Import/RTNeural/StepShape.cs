using System;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>A Keras shape: [null, steps, size], [null, null, size] or [null, size].</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Steps">The number of time steps, or null where it is left open.</param>
/// <param name="Size">Number of values a step.</param>
/// <param name="OfSequence">False for [null, size], one step alone.</param>
internal sealed record StepShape(JsonPlace Place, int? Steps, int Size, bool OfSequence)
{
    public static StepShape Of(JsonPlace place)
    {
        JsonPlace[] items = place.Items().Take(5).ToArray();
        if (items.Length is 0 or > 3)
        {
            throw place.Error(FormattableString.Invariant(
                $"it must be a shape [batch, steps, size] or [batch, size], not a list of {place.Count} items; two-dimensional convolutions are not supported."));
        }
        bool given = items.Length == 3 && items[1].Kind != JsonValueKind.Null;
        return new StepShape(place, given ? items[1].Integer(1) : null, items[^1].Integer(1), items.Length == 3);
    }

    /// <summary>Refuses a declared size that is not that of the weights.</summary>
    public void Require(int size, JsonArray weights)
    {
        if (Size != size)
            throw Place.Error(FormattableString.Invariant($"it says {Size} values a step, but {weights.Place.Path} is {weights.ShapeText}, which gives {size}."));
    }

    /// <summary>Refuses another number of values than the layer before gives.</summary>
    public void RequireSame(int inputSize)
    {
        if (Size != inputSize)
            throw Place.Error(FormattableString.Invariant($"it says {Size} values a step, but {inputSize} come in, and this layer keeps their number."));
    }

    /// <summary>Refuses a layer that gives fewer steps than come in, as a convolution without padding does.</summary>
    public void RequireSteps(StepShape before)
    {
        if (OfSequence && !before.OfSequence) throw Place.Error("it is the shape of a sequence, but the last step alone comes in.");
        if (Steps is { } own && before.Steps is { } given && own != given)
        {
            throw Place.Error(FormattableString.Invariant(
                $"it says {own} steps, but {given} come in: only layers that keep the number of steps can be read (in Keras: padding=\"causal\", strides=1)."));
        }
    }
}
