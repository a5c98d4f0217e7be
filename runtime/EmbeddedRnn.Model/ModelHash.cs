using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace EmbeddedRnn;

/// <summary>The identity of a model: SHA-256 over its structure as text, its weights as little-endian float32, and its ranges as text.</summary>
internal static class ModelHash
{
    public static string Of(Model model)
    {
        using (var sha = SHA256.Create())
        {
            foreach (Layer layer in model.Layers)
            {
                Add(sha, Encoding.ASCII.GetBytes(LayerText.Structure(layer)));
                foreach (Tensor tensor in layer.Tensors) Add(sha, WeightBytes.Of(tensor));
            }
            Add(sha, model.Ranges);
            sha.TransformFinalBlock(Array.Empty<byte>(), 0, 0);
            return WeightBytes.Hexadecimal(sha.Hash);
        }
    }

    /// <summary>The identity of a model whose weights are known by an older hash alone and whose structure is this.</summary>
    public static string OfStructure(string olderHash, Layer[] layers, ModelRanges? ranges)
    {
        using (var sha = SHA256.Create())
        {
            Add(sha, Encoding.ASCII.GetBytes(olderHash));
            foreach (Layer layer in layers) Add(sha, Encoding.ASCII.GetBytes(LayerText.Structure(layer)));
            Add(sha, ranges);
            sha.TransformFinalBlock(Array.Empty<byte>(), 0, 0);
            return WeightBytes.Hexadecimal(sha.Hash);
        }
    }

    private static void Add(SHA256 sha, ModelRanges? ranges)
    {
        foreach (string line in RangeText.Lines(ranges)) Add(sha, Encoding.ASCII.GetBytes(line + "\n"));
    }

    private static void Add(SHA256 sha, byte[] bytes) => sha.TransformBlock(bytes, 0, bytes.Length, null, 0);
}

/// <summary>Weights as bytes: little-endian float32, tensor after tensor.</summary>
internal static class WeightBytes
{
    public static byte[] Of(Tensor tensor)
    {
        float[] values = tensor.ToArray();
        var bytes = new byte[4 * (long)values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        if (!BitConverter.IsLittleEndian) SwapEachFour(bytes);
        return bytes;
    }

    public static float[] Read(byte[] bytes, int offset, int count)
    {
        var part = new byte[4 * (long)count];
        Buffer.BlockCopy(bytes, offset, part, 0, part.Length);
        if (!BitConverter.IsLittleEndian) SwapEachFour(part);
        var values = new float[count];
        Buffer.BlockCopy(part, 0, values, 0, part.Length);
        return values;
    }

    public static void Write(Model model, Stream destination)
    {
        foreach (Layer layer in model.Layers)
        {
            foreach (Tensor tensor in layer.Tensors)
            {
                byte[] bytes = Of(tensor);
                destination.Write(bytes, 0, bytes.Length);
            }
        }
    }

    public static string Hexadecimal(byte[] bytes)
    {
        var text = new StringBuilder(2 * bytes.Length);
        foreach (byte b in bytes) text.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        return text.ToString();
    }

    /// <summary>The bits of a float32, eight digits.</summary>
    public static string Hexadecimal(float value)
    {
        byte[] bytes = BitConverter.GetBytes(value);
        if (BitConverter.IsLittleEndian) Array.Reverse(bytes);
        return Hexadecimal(bytes);
    }

    /// <summary>The value of a lower-case hexadecimal digit, or -1.</summary>
    public static int Digit(char c)
    {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return -1;
    }

    private static void SwapEachFour(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i += 4) Array.Reverse(bytes, i, 4);
    }
}
