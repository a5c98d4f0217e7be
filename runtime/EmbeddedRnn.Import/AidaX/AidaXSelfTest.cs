using System;
using System.Text.Json;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.AidaX;

/// <summary>
/// The test that an AIDA-X file carries: input_batch, the audio, with the knobs at zero, and output_batch, what comes out. The
/// plug-in runs it with both gains off. The model here has its gains on, so the inputs are divided by the one and the outputs
/// multiplied by the other.
/// </summary>
internal static class AidaXSelfTest
{
    // The audio and two knobs. It also bounds the memory.
    private const int MostInputs = 3;

    public static SelfTest? Read(JsonPlace root, int inputSize)
    {
        JsonPlace? input = root.Find(AidaXExtras.InputBatch);
        JsonPlace? output = root.Find(AidaXExtras.OutputBatch);
        if (input is null && output is null) return null;
        float[] audio = Values(input ?? throw root.Error($"it has '{AidaXExtras.OutputBatch}' but no '{AidaXExtras.InputBatch}'."));
        float[] expected = Values(output ?? throw root.Error($"it has '{AidaXExtras.InputBatch}' but no '{AidaXExtras.OutputBatch}'."));
        if (audio.Length != expected.Length)
        {
            throw output.Value.Error(FormattableString.Invariant(
                $"it has {expected.Length} values, but '{AidaXExtras.InputBatch}' has {audio.Length}: the model gives a value for each."));
        }
        AidaXExtras extras = AidaXExtras.Of(root);
        if (inputSize > MostInputs)
            throw input.Value.Error(FormattableString.Invariant($"it is for networks of at most {MostInputs} inputs, but this one has {inputSize}."));
        var inputs = new float[audio.Length * inputSize];
        for (int t = 0; t < audio.Length; t++)
        {
            inputs[t * inputSize] = (float)(audio[t] / extras.InputGain);
            expected[t] = (float)(expected[t] * extras.OutputGain);
        }
        return new SelfTest(audio.Length, inputs, expected);
    }

    private static float[] Values(JsonPlace place)
    {
        JsonArray array = JsonArray.Of(place);
        if (array.Shape.Length != 1) throw place.Error($"it must be a list of numbers, but its shape is {array.ShapeText}.");
        return array.Values(allowNonFinite: false);
    }
}
