using System;
using System.IO;
using System.Linq;
using System.Text;

namespace EmbeddedRnn.Package.Tests;

/// <summary>Writes a plain RNN as PyTorch names and stores it: header length, JSON header, float32 values.</summary>
internal static class Safetensors
{
    public static byte[] Write(RnnLayer layer)
    {
        int offset = 0;
        string Entry(string name, Tensor tensor, string shape)
        {
            int start = offset;
            offset += 4 * tensor.Count;
            return $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{shape}],\"data_offsets\":[{start},{offset}]}}";
        }

        string header = "{" + string.Join(",",
            Entry("weight_ih_l0", layer.InputWeights, $"{layer.HiddenSize},{layer.InputSize}"),
            Entry("weight_hh_l0", layer.RecurrentWeights, $"{layer.HiddenSize},{layer.HiddenSize}"),
            Entry("bias_ih_l0", layer.InputBias!, $"{layer.HiddenSize}"),
            Entry("bias_hh_l0", layer.RecurrentBias!, $"{layer.HiddenSize}")) + "}";
        var file = new MemoryStream();
        using (var writer = new BinaryWriter(file))
        {
            writer.Write((long)header.Length);
            writer.Write(Encoding.ASCII.GetBytes(header));
            foreach (float value in layer.Tensors.SelectMany(t => t.ToArray())) writer.Write(value);
        }
        return file.ToArray();
    }
}
