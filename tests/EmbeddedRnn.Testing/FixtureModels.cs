using System;
using System.IO;
using System.Text.RegularExpressions;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>
/// Reads a fixture's model: PyTorch's files as a user would, through the import; the oracle's, which have this library's own
/// tensors and no foreign layout, tensor by tensor, with the kind and the sizes from the fixture's name.
/// </summary>
internal static class FixtureModels
{
    public static Model Read(string name, string path)
    {
        Model model = name.StartsWith("pytorch/", StringComparison.Ordinal)
            ? ModelFile.Read(path, new ImportOptions { Activation = PlainActivation(name) })
            : new Model(name, OracleLayer(name, path));
        return model.WithName(name);
    }

    private static Activation? PlainActivation(string name)
    {
        if (name.Contains("/rnn-relu-")) return Activation.Relu;
        return name.Contains("/rnn-tanh-") ? Activation.Tanh : null;
    }

    private static CellLayer OracleLayer(string name, string path)
    {
        Match sizes = Regex.Match(name, @"-(\d+)x(\d+)");
        int inputSize = int.Parse(sizes.Groups[1].Value);
        int hiddenSize = int.Parse(sizes.Groups[2].Value);
        Tensor Of(string tensor)
        {
            Sequence values = Sequence.Read(path, tensor);
            return new Tensor(tensor, values.Steps, values.Width, values.ToSingle());
        }

        bool bias = !name.Contains("-nobias");
        var weights = new CellWeights
        {
            InputWeights = Of(TensorNames.InputWeights),
            RecurrentWeights = Of(TensorNames.RecurrentWeights),
            InputBias = bias ? Of(TensorNames.InputBias) : null,
            RecurrentBias = bias ? Of(TensorNames.RecurrentBias) : null,
            Peepholes = name.Contains("-peepholes") ? Of(TensorNames.Peepholes) : null,
            Projection = name.Contains("-projection") ? Of(TensorNames.Projection) : null,
        };
        return Path.GetFileName(name).StartsWith("gru-before-", StringComparison.Ordinal)
            ? new GruLayer(inputSize, hiddenSize, ResetPosition.Before, weights)
            : new LstmLayer(inputSize, hiddenSize, name.Contains("-coupled"), weights);
    }
}
