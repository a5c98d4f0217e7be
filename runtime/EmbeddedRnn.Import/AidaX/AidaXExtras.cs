using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.AidaX;

/// <summary>
/// What AIDA-X adds to RTNeural's JSON: gains in dB for the first input (the audio; the others are knobs) and the output, and
/// in_skip = 1, which adds the first input, after its gain, to the output, before its gain.
/// </summary>
/// <remarks>Source: https://github.com/AidaDSP/AIDA-X, src/aidadsp-plugin.cpp.</remarks>
internal sealed record AidaXExtras(bool Skip, double InputGain, double OutputGain)
{
    public const string InputBatch = "input_batch";
    public const string OutputBatch = "output_batch";

    // At and below it the plug-in is silent.
    private const double SilentDecibels = -90;
    private const double MostDecibels = 200;

    public static IReadOnlyList<string> Members { get; } = ["in_skip", "in_gain", "out_gain", InputBatch, OutputBatch];

    public static AidaXExtras Of(JsonPlace root) => new(root.Find("in_skip")?.Integer(0, 1) == 1, Gain(root, "in_gain"), Gain(root, "out_gain"));

    public IEnumerable<Layer> Around(List<Layer> layers, JsonPlace root)
    {
        int inputs = layers[0].InputSize;
        int outputs = layers[^1].OutputSize;
        if (Skip && outputs != 1)
            throw root.Member("in_skip").Error(FormattableString.Invariant(
                $"it adds the first input to the output, but the network gives {outputs} values a step, not one."));
        if (InputGain != 1) yield return LayerFactory.ScaleFirst(inputs, (float)InputGain);
        if (Skip) yield return new ResidualLayer(layers.ToArray());
        else
        {
            foreach (Layer layer in layers) yield return layer;
        }
        if (OutputGain == 1) yield break;
        float[] scales = Enumerable.Repeat((float)OutputGain, outputs).ToArray();
        yield return new AffineLayer(LayerFactory.Vector(TensorNames.Scale, scales), LayerFactory.Vector(TensorNames.Shift, new float[outputs]));
    }

    private static double Gain(JsonPlace root, string name)
    {
        if (root.Find(name) is not { } place) return 1;
        double decibels = place.Number();
        if (decibels is <= SilentDecibels or > MostDecibels)
            throw place.Error(FormattableString.Invariant(
                $"a gain of {decibels} dB is not supported; it must be above {SilentDecibels}, where the plug-in falls silent, and at most {MostDecibels}."));
        return Math.Pow(10, decibels / 20);
    }
}
