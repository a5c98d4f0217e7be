using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>
/// The whole state of a run in a safetensors file: weights, what the optimiser keeps, the best weights, the counters. Random numbers
/// are counted, not drawn from a state, so the counters are all that they need. The file is replaced when the new one is complete.
/// </summary>
internal sealed class Checkpoint(string path, IReadOnlyDictionary<string, string> identity)
{
    private const string Version = "1";

    public bool Exists => File.Exists(path);

    /// <exception cref="IOException">The file cannot be written; the one before stays whole.</exception>
    public void Write(TrainingState state, float[] weights)
    {
        var notes = new Dictionary<string, string>(identity)
        {
            ["checkpoint"] = Version,
            ["epoch"] = Text(state.Epoch),
            ["update"] = Text(state.Update),
            ["first loss"] = Text(state.FirstLoss),
            ["best epoch"] = Text(state.BestEpoch),
            ["best loss"] = Text(state.BestLoss),
        };
        try
        {
            using var file = new ReplacedFile(path);
            SafetensorsWriter.Write(file.Stream, notes, [Vector("weights", weights), Vector("best-weights", state.BestWeights), Vector("moments", state.Moments)]);
            file.Complete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string before = Exists ? " The one of the epoch before stays whole." : "";
            throw new IOException($"the checkpoint of epoch {state.Epoch} could not be written to {path}: {exception.Message.TrimEnd('.')}.{before}", exception);
        }
    }

    /// <summary>Takes a run's state from the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or the checkpoint of another run; the message says what differs.</exception>
    public void Read(TrainingState state, float[] weights)
    {
        SafetensorsValues file = SafetensorsValues.Read(path);
        if (Note(file, "checkpoint") != Version) throw new InvalidDataException($"{file.File} is a checkpoint of another version of EmbeddedRnn.");
        foreach ((string name, string value) in identity)
        {
            string saved = Note(file, name);
            if (saved == value) continue;
            string difference = name == "options" ? $"its options are '{saved}', those given '{value}'" : $"its {name} {(name == "model" ? "is another one" : "are others")}";
            throw new InvalidDataException($"{file.File} is the checkpoint of another run: {difference}. Give what that run was given, or begin anew with another file.");
        }
        Copy(file, "weights", weights);
        Copy(file, "best-weights", state.BestWeights);
        Copy(file, "moments", state.Moments);
        try
        {
            state.Epoch = int.Parse(Note(file, "epoch"), CultureInfo.InvariantCulture);
            state.Update = long.Parse(Note(file, "update"), CultureInfo.InvariantCulture);
            state.FirstLoss = double.Parse(Note(file, "first loss"), CultureInfo.InvariantCulture);
            state.BestEpoch = int.Parse(Note(file, "best epoch"), CultureInfo.InvariantCulture);
            state.BestLoss = double.Parse(Note(file, "best loss"), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidDataException($"{file.File}: its notes are damaged: {exception.Message}", exception);
        }
    }

    private static (string Name, int[] Shape, float[] Values) Vector(string name, float[] values) => (name, [values.Length], values);

    private static void Copy(SafetensorsValues file, string tensor, float[] to)
    {
        float[] values = file.Single(tensor);
        if (values.Length != to.Length) throw new InvalidDataException($"{file.Where(tensor)} has {values.Length} values, but the run needs {to.Length}.");
        values.CopyTo(to, 0);
    }

    private static string Note(SafetensorsValues file, string name) =>
        file.Metadata.TryGetValue(name, out string? value) ? value : throw new InvalidDataException($"{file.File} is no checkpoint: it has no note '{name}'.");

    private static string Text(IFormattable value) => value.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);
}
