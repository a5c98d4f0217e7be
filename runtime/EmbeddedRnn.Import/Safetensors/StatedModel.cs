using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Safetensors;

/// <summary>
/// A model whose file states it whole: the notes hold its <see cref="ModelText"/> without weights, the tensors the weights, with
/// PyTorch's names and gate order. Tensors alone would tell neither the gates' functions nor how layers are connected.
/// </summary>
internal sealed class StatedModel(ImportSource source, ImportOptions options)
{
    /// <summary>The note that holds the text.</summary>
    private const string Note = "embeddedrnn-model";

    /// <summary>The text of a file that states its model; null for others.</summary>
    public static string? TextOf(SafetensorsHeader header) => header.Metadata.Where(note => note.Key == Note).Select(note => note.Value).FirstOrDefault();

    public static void Write(Model model, Stream destination, IEnumerable<KeyValuePair<string, string>> notes)
    {
        using var weights = new MemoryStream();
        string text = ModelText.WriteBinary(model, weights);
        SafetensorsWriter.Write(
            destination,
            [.. notes.Where(note => note.Key != Note), new KeyValuePair<string, string>(Note, text)],
            [.. StatedTensor.Of(model).Select(t => (t.Name, t.Shape, t.Reordered(t.Tensor.ToArray())))]);
    }

    public Model Read(string text, IReadOnlyList<TensorEntry> entries, int dataStart)
    {
        PrefixOption.Refuse(source, options, "safetensors that state their model");
        var file = new SafetensorsFile(source, dataStart, entries);
        try
        {
            StatedTensor[] stated = [.. StatedTensor.Of(ModelText.Read(text))];
            if (entries.FirstOrDefault(e => stated.All(t => t.Name != e.Name)) is { } unknown)
                throw file.Error(unknown, $"the model in the note '{Note}' has no such tensor.");
            using var weights = new MemoryStream();
            using var writer = new BinaryWriter(weights);
            foreach (StatedTensor tensor in stated)
            {
                foreach (float value in tensor.Reordered(Values(file, tensor))) writer.Write(value);
            }
            return ModelText.Read(text, weights.ToArray());
        }
        catch (ModelTextException exception)
        {
            throw source.Error($"note '{Note}'", exception.Reason, exception);
        }
    }

    private float[] Values(SafetensorsFile file, StatedTensor tensor)
    {
        TensorEntry entry = (TensorEntry?)file.Find(tensor.Name)
            ?? throw source.Error($"tensor {tensor.Name}", $"the model in the note '{Note}' has it, but the file does not.");
        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(size => (long)size)))
            throw file.Error(entry, $"its shape is {entry.ShapeText}, but in the note '{Note}' it is [{string.Join(", ", tensor.Shape)}].");
        if (entry.Dtype != "F32") throw file.Error(entry, $"its values are of type {Printable.Name(entry.Dtype)}, but those of a stated model are F32.");
        return file.Values(entry, options.AllowNonFinite);
    }
}
