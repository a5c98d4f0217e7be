using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Torch;

namespace EmbeddedRnn.Safetensors;

/// <summary>A safetensors file whose header has been checked: its tensors, and their values as float32.</summary>
internal sealed class SafetensorsFile : ITorchTensors
{
    private readonly ImportSource source;
    private readonly int dataStart;
    private readonly Dictionary<string, TensorEntry> byName;

    public SafetensorsFile(ImportSource source, int dataStart, IReadOnlyList<TensorEntry> tensors)
    {
        this.source = source;
        this.dataStart = dataStart;
        Tensors = tensors;
        byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TorchTensor> Tensors { get; }

    public TorchTensor? Find(string name) => byName.GetValueOrDefault(name);

    public ImportException Error(string reason) => source.Error("", reason);

    public ImportException Error(TorchTensor tensor, string reason) => source.Error(tensor.Place, reason);

    /// <summary>The values, row-major. F64 is rounded to the nearest float32; the smaller types fit exactly.</summary>
    public float[] Values(TorchTensor tensor, bool allowNonFinite) => Values((TensorEntry)tensor, allowNonFinite);

    private float[] Values(TensorEntry tensor, bool allowNonFinite)
    {
        Func<byte[], int, double> read = Dtype.Reader(tensor.Dtype)
            ?? throw Error(tensor, $"its values are of type {Printable.Name(tensor.Dtype)}; weights of type {Dtype.Readable} can be read.");
        int size = Dtype.Size(tensor.Dtype);
        // The header was checked: the tensor lies within the file, and its shape and its bytes agree.
        int begin = dataStart + (int)tensor.Begin;
        var values = new float[(tensor.End - tensor.Begin) / size];
        for (int i = 0; i < values.Length; i++)
        {
            double value = read(source.Bytes, begin + i * size);
            values[i] = (float)value;
            if (!allowNonFinite && !float.IsFinite(values[i])) throw NonFinite.Error(source, tensor.Name, i, value);
        }
        return values;
    }
}
