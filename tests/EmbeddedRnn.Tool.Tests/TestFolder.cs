using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tests;

/// <summary>A folder of its own for a test, with the model files that the tests name.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Root = Directory.CreateTempSubdirectory("embeddedrnn-").FullName;

    public string Root { get; }

    public string At(string name) => Path.Combine(Root, name);

    public string[] Files => [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal)];

    /// <summary>Writes a safetensors file of a cell with G gates, H units and one input, all weights 0.5.</summary>
    public string Cell(string name, int gates, int hidden, string prefix = "")
    {
        int input = gates * hidden * 4;
        int recurrent = input * hidden;
        string header = FormattableString.Invariant($$$"""
            {"{{{prefix}}}weight_ih_l0":{"dtype":"F32","shape":[{{{gates * hidden}}},1],"data_offsets":[0,{{{input}}}]},
            "{{{prefix}}}weight_hh_l0":{"dtype":"F32","shape":[{{{gates * hidden}}},{{{hidden}}}],"data_offsets":[{{{input}}},{{{input + recurrent}}}]}}
            """);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        byte[] half = BitConverter.GetBytes(0.5f);
        File.WriteAllBytes(At(name), [.. length, .. Encoding.UTF8.GetBytes(header), .. Enumerable.Repeat(half, (input + recurrent) / 4).SelectMany(b => b)]);
        return At(name);
    }

    /// <summary>Writes a model as model text.</summary>
    public string Model(string name, Model model)
    {
        ModelFile.Write(model, At(name), weightsBeside: false);
        return At(name);
    }

    /// <summary>Writes a sequence as CSV.</summary>
    public string Csv(string name, Sequence sequence) => Text(name, string.Concat(Enumerable.Range(0, sequence.Steps)
        .Select(t => string.Join(",", sequence.Row(t).ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n")));

    public string Text(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
