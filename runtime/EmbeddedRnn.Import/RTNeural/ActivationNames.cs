using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>The activations by their names in Keras.</summary>
internal static class ActivationNames
{
    private const string Member = "activation";

    /// <summary>The activation that a layer's entry names; null for none.</summary>
    public static ActivationFunction? Of(JsonPlace entry)
    {
        if (entry.Find(Member) is not { } place) return null;
        return place.Text() switch
        {
            "" or "linear" => null,
            "tanh" => ActivationFunction.Tanh,
            "relu" => ActivationFunction.Relu,
            "sigmoid" => ActivationFunction.Sigmoid,
            "softmax" => ActivationFunction.Softmax,
            "elu" => new ActivationFunction(ActivationKind.Elu),
            var other => throw place.Error($"the activation '{Printable.Name(other)}' is not supported; supported are tanh, relu, sigmoid, softmax, elu, and none."),
        };
    }

    /// <summary>A cell's activation is tanh: RTNeural computes no other. Programs that write it leave it empty too.</summary>
    public static void RequireTanh(JsonPlace entry)
    {
        if (entry.Find(Member) is { } place && place.Text() is not ("" or "tanh"))
            throw place.Error(
                $"the activation of a cell must be tanh, which RTNeural computes, but the file says '{Printable.Name(place.Text())}'; export the network to ONNX instead.");
    }

    public static void RequireNone(JsonPlace entry)
    {
        if (entry.Find(Member) is { } place && place.Text() is not ("" or "linear"))
            throw place.Error($"a layer of this type has no activation of its own, but the file says '{Printable.Name(place.Text())}'.");
    }
}
