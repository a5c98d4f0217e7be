using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace EmbeddedRnn;

/// <summary>
/// The lossless text form of a <see cref="Model"/>: line based, versioned, exact to the bit.
/// <code>
/// embeddedrnn-model 1
/// # GRU (reset after), 3 inputs, 16 units; 1008 parameters, 912 multiply-accumulates a step
/// name gesture
/// hash (64 hexadecimal digits: SHA-256 of structure, weights and ranges)
/// weights inline
/// layer gru
/// reset after
/// input 3
/// hidden 16
/// tensor input-weights 48 3
/// 3f800000 bdcccccd ... (eight float32 a line, each the eight hexadecimal digits of its bits)
/// end
/// </code>
/// With "weights binary", the tensor lines carry shapes only and the values, little-endian float32 in the same order,
/// travel in a file or resource beside the text. A line that starts with # is a comment. Layers inside a layer (reversed,
/// bidirectional, residual) stand between "layer residual" and "end residual". Version 1 knows cells with their usual
/// activations, version 2 all layers, version 3 also step gates and gates with functions of their own, version 4 the
/// ranges of inputs and states (<see cref="ModelRanges"/>); a text says the first version that can express it.
/// </summary>
public static class ModelText
{
    /// <summary>The first line of text that the first version can express.</summary>
    public const string FirstLine = Mark + " 1";

    /// <summary>The first word of model text; the version follows it.</summary>
    internal const string Mark = "embeddedrnn-model";

    /// <summary>Versions of the form so far.</summary>
    internal const int Versions = RangeText.Version;

    /// <summary>The ending of model text files.</summary>
    public const string Extension = ".rnn.txt";

    /// <summary>The ending of the weights file that lies beside model text with "weights binary".</summary>
    public const string WeightsExtension = ".rnn.bin";

    /// <summary>Above this number of parameters the build carries weights as a binary resource: text is slow to compile.</summary>
    public const int InlineLimit = 32768;

    private const int ValuesPerLine = 8;

    /// <summary>Writes a model with its weights.</summary>
    public static string Write(Model model)
    {
        var text = new StringWriter { NewLine = "\n" };
        Write(model, text, inline: true);
        return text.ToString();
    }

    /// <summary>Writes the structure to the text and the weights, little-endian float32, to <paramref name="weights"/>.</summary>
    public static string WriteBinary(Model model, Stream weights)
    {
        var text = new StringWriter { NewLine = "\n" };
        Write(model, text, inline: false);
        WeightBytes.Write(model, weights);
        return text.ToString();
    }

    /// <summary>Reads a model that carries its weights, or the structure of one that does not.</summary>
    /// <exception cref="ModelTextException">The text is damaged, truncated or of another version; the message names the line.</exception>
    public static Model Read(string text) => new ModelTextReader(text, null).Read();

    /// <summary>Reads a model whose weights lie beside the text.</summary>
    /// <param name="text">Text with "weights binary".</param>
    /// <param name="weights">The weights as <see cref="WriteBinary"/> wrote them.</param>
    /// <exception cref="ModelTextException">The text is damaged, or text and weights do not belong together.</exception>
    public static Model Read(string text, byte[] weights) =>
        new ModelTextReader(text, weights ?? throw new ArgumentNullException(nameof(weights))).Read();

    /// <summary>The first line of text with these layers and ranges: what it is, and the version of the form.</summary>
    internal static string FirstLineOf(IReadOnlyList<Layer> layers, ModelRanges? ranges) =>
        $"{Mark} {LayerText.Number(ranges is null ? layers.SelectMany(l => l.WithInner()).Max(l => l.TextVersion) : RangeText.Version)}";

    private static void Write(Model model, TextWriter text, bool inline)
    {
        text.WriteLine(FirstLineOf(model.Layers, model.Ranges));
        foreach (Layer layer in model.Layers) text.WriteLine("# " + layer.Describe());
        text.WriteLine($"# {LayerText.Number(model.ParameterCount)} parameters, {LayerText.Number(model.MacsPerStep)} multiply-accumulates a step");
        text.WriteLine("name " + model.Name);
        text.WriteLine("hash " + model.Hash);
        text.WriteLine(inline ? "weights inline" : "weights binary");
        foreach (string line in RangeText.Lines(model.Ranges)) text.WriteLine(line);
        foreach (Layer layer in model.Layers)
        {
            foreach ((string line, Tensor? tensor) in LayerText.Lines(layer))
            {
                text.WriteLine(line);
                if (inline && tensor is not null) WriteValues(tensor, text);
            }
        }
        text.WriteLine("end");
    }

    private static void WriteValues(Tensor tensor, TextWriter text)
    {
        byte[] bytes = WeightBytes.Of(tensor);
        var line = new StringBuilder();
        for (int i = 0; i < tensor.Count; i++)
        {
            if (line.Length > 0) line.Append(' ');
            for (int b = 3; b >= 0; b--)
            {
                byte value = bytes[4 * i + b];
                line.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
            }
            if ((i + 1) % ValuesPerLine != 0 && i + 1 != tensor.Count) continue;
            text.WriteLine(line.ToString());
            line.Clear();
        }
    }
}
