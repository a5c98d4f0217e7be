using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>
/// Reads a fixture's model; its kind, options and sizes stand in its name. PyTorch's files have its names (with and without
/// _l0, with and without a prefix) and its gate orders; the oracle's files have the names and the order of this library.
/// </summary>
internal static class FixtureModels
{
    private static readonly int[] SameOrder = { 0, 1, 2, 3 };

    public static Model Read(string name, string path)
    {
        Match sizes = Regex.Match(name, @"-(\d+)x(\d+)");
        int inputSize = int.Parse(sizes.Groups[1].Value);
        int hiddenSize = int.Parse(sizes.Groups[2].Value);
        string kind = Path.GetFileName(name).Split('-')[0];
        bool coupled = name.Contains("-coupled");
        CellWeights weights = Weights(name, path, kind, hiddenSize);
        return new Model(name, kind switch
        {
            "rnn" => new RnnLayer(inputSize, hiddenSize, name.Contains("rnn-relu") ? Activation.Relu : Activation.Tanh, weights),
            "gru" => new GruLayer(inputSize, hiddenSize, name.Contains("gru-before") ? ResetPosition.Before : ResetPosition.After, weights),
            _ => new LstmLayer(inputSize, hiddenSize, coupled, weights),
        });
    }

    private static CellWeights Weights(string name, string path, string kind, int hiddenSize)
    {
        bool pytorch = name.StartsWith("pytorch/", StringComparison.Ordinal);
        bool bias = !name.Contains("-nobias");

        // PyTorch's GRU has r, z, n; its LSTM has i, f, g, o, which is the order here.
        int[] order = pytorch && kind == "gru" ? new[] { 1, 0, 2 } : SameOrder;
        Tensor Of(string torch, string tensor)
        {
            Sequence values = Sequence.Read(path, pytorch ? StoredName(path, torch) : tensor);
            float[] from = values.ToSingle();
            bool vector = values.Width == 1 && torch.StartsWith("bias", StringComparison.Ordinal);
            (int rows, int columns) = vector ? (1, values.Steps) : (values.Steps, values.Width);
            return new Tensor(tensor, rows, columns, torch == "weight_hr" || torch.Length == 0 ? from : Blocks(from, order, hiddenSize));
        }

        return new CellWeights
        {
            InputWeights = Of("weight_ih", TensorNames.InputWeights),
            RecurrentWeights = Of("weight_hh", TensorNames.RecurrentWeights),
            InputBias = bias ? Of("bias_ih", TensorNames.InputBias) : null,
            RecurrentBias = bias ? Of("bias_hh", TensorNames.RecurrentBias) : null,
            Peepholes = name.Contains("-peepholes") ? Of("", TensorNames.Peepholes) : null,
            Projection = name.Contains("-projection") ? Of("weight_hr", TensorNames.Projection) : null,
        };
    }

    private static float[] Blocks(float[] values, int[] order, int hiddenSize)
    {
        if (order == SameOrder) return values;
        int block = values.Length / order.Length;
        return order.SelectMany(gate => values.Skip(gate * block).Take(block)).ToArray();
    }

    /// <summary>The name under which a file has a tensor: "rnn.weight_ih_l0", "weight_ih_l0" or "weight_ih".</summary>
    private static string StoredName(string path, string torch)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string header = Encoding.UTF8.GetString(bytes, 8, (int)BitConverter.ToInt64(bytes, 0));
        return Regex.Match(header, $"\"((?:rnn\\.)?{torch}(?:_l0)?)\":").Groups[1].Value;
    }
}
