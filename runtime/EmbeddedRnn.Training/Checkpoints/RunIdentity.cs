using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EmbeddedRnn.Training;

/// <summary>What must be the same for a run to go on: the model it began with, its options, its data. How many threads work does not matter.</summary>
internal static class RunIdentity
{
    public static IReadOnlyDictionary<string, string> Of(Model model, TrainingOptions options, TrainingSet training, TrainingSet? validation) =>
        new Dictionary<string, string>
        {
            ["model"] = model.Hash,
            ["options"] = Text(options),
            ["training data"] = Hash(training),
            ["validation data"] = validation is null ? "none" : Hash(validation),
        };

    private static string Text(TrainingOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"epochs {options.Epochs}, batch {options.BatchSize}, {options.Optimizer}, rate {options.LearningRate:R} {options.Schedule}, "
        + $"clip {options.ClipNorm:R} {options.ClipValue:R}, decay {options.WeightDecay:R}, keep {options.KeepPenalty:R} {options.KeepWarmUp:R}, truncate {options.TruncateSteps}, "
        + $"seed {options.Seed}, dropout {string.Join(" ", options.Dropouts.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.AfterLayer}:{d.Rate:R}")))}");

    private static string Hash(TrainingSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{set.Count} {set.InputSize} {set.OutputSize} {set.IsLabelled}"));
        for (int i = 0; i < set.Count; i++)
        {
            hash.AppendData(BitConverter.GetBytes(set.LengthOf(i)));
            hash.AppendData(MemoryMarshal.AsBytes(set.InputsOf(i)));
            if (set.IsLabelled) hash.AppendData(BitConverter.GetBytes(set.LabelOf(i)));
            else hash.AppendData(MemoryMarshal.AsBytes(set.TargetsOf(i)));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
