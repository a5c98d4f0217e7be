using System.Text;

namespace EmbeddedRnn.Tests;

/// <summary>Small sound files of every kind of JSON, to be read as they are or with something changed.</summary>
internal static class JsonFiles
{
    /// <summary>A GRU of 1 input and 2 units and a dense layer.</summary>
    public const string RTNeural = """
        {"in_shape": [null, null, 1], "layers": [
          {"type": "gru", "activation": "tanh", "shape": [null, null, 2], "weights": [
            [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]],
            [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.7, 0.8, 0.9, 1.0, 1.1, 1.2]],
            [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.7, 0.8, 0.9, 1.0, 1.1, 1.2]]]},
          {"type": "dense", "activation": "sigmoid", "shape": [null, null, 1], "weights": [[[0.5], [-0.5]], [0.25]]}]}
        """;

    /// <summary>A convolution with batch normalisation and PReLU.</summary>
    public const string Convolution = """
        {"in_shape": [null, 10, 2], "layers": [
          {"type": "conv1d", "activation": "relu", "shape": [null, 10, 2], "kernel_size": [2], "dilation": [3], "groups": 2,
           "weights": [[[[0.1, 0.2]], [[0.3, 0.4]]], [0.5, 0.6]]},
          {"type": "batchnorm", "activation": "", "shape": [null, 10, 2], "epsilon": 0.001, "weights": [[1, 2], [3, 4], [5, 6], [7, 8]]},
          {"type": "prelu", "activation": "", "shape": [null, 10, 2], "weights": [[[0.1, 0.2]]]},
          {"type": "activation", "activation": "softmax", "shape": [null, 10, 2], "weights": []}]}
        """;

    /// <summary>An LSTM of 1 input and 1 unit and a dense layer, with gains and a self-test.</summary>
    public const string AidaX = """
        {"in_shape": [null, null, 1], "in_skip": 1, "in_gain": 6, "out_gain": -6, "samplerate": 48000, "metadata": {"author": "nobody"},
         "input_batch": [0.5, -0.25], "output_batch": [0.75, 0.125], "layers": [
          {"type": "lstm", "activation": "", "shape": [null, null, 1], "weights": [[[0.1, 0.2, 0.3, 0.4]], [[0.5, 0.6, 0.7, 0.8]], [0.1, 0.2, 0.3, 0.4]]},
          {"type": "dense", "activation": "", "shape": [null, null, 1], "weights": [[[0.5]], [0.25]]}]}
        """;

    /// <summary>A GRU of 2 inputs and 1 unit and a linear layer, the first input added.</summary>
    public const string GuitarMl = """
        {"model_data": {"model": "SimpleRNN", "input_size": 2, "skip": 1, "output_size": 1, "unit_type": "GRU", "num_layers": 1, "hidden_size": 1, "bias_fl": true},
         "state_dict": {"rec.weight_ih_l0": [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], "rec.weight_hh_l0": [[0.1], [0.2], [0.3]],
          "rec.bias_ih_l0": [0.1, 0.2, 0.3], "rec.bias_hh_l0": [0.4, 0.5, 0.6], "lin.weight": [[0.5]], "lin.bias": [0.25]}}
        """;

    /// <summary>An LSTM of 1 input and 1 unit: W 8, b 4, h0, c0, head 1 + 1.</summary>
    public const string Nam = """
        {"version": "0.5.4", "metadata": {"name": "test"}, "architecture": "LSTM", "config": {"input_size": 1, "hidden_size": 1, "num_layers": 1},
         "weights": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.1, 0.2, 0.3, 0.4, 0.01, 0.02, 0.5, 0.25], "sample_rate": 48000}
        """;

    /// <summary>A bidirectional plain RNN.</summary>
    public const string StateDict = """
        {"rnn.weight_ih_l0": [[0.1, 0.2]], "rnn.weight_hh_l0": [[0.3]], "rnn.weight_ih_l0_reverse": [[0.4, 0.5]], "rnn.weight_hh_l0_reverse": [[0.6]]}
        """;

    public static readonly string[] All = [RTNeural, Convolution, AidaX, GuitarMl, Nam, StateDict];

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>The file with one place changed, which must be there.</summary>
    public static byte[] Changed(string json, string from, string to)
    {
        int at = json.IndexOf(from, System.StringComparison.Ordinal);
        if (at < 0) throw new System.ArgumentException($"'{from}' does not stand in the file.", nameof(from));
        return Bytes(json[..at] + to + json[(at + from.Length)..]);
    }
}
