using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tests;

/// <summary>Files as PyTorch's modules give them. The value at index i of the t-th tensor is t + i / 1024, exact in every type.</summary>
internal static class TorchFile
{
    public static SafetensorsWriter Rnn(string prefix = "", string suffix = "_l0", bool bias = true, string dtype = "F32") =>
        Cell(1, 2, 3, prefix, suffix, bias, dtype);

    public static SafetensorsWriter Gru(string prefix = "", string suffix = "_l0", bool bias = true, string dtype = "F32") =>
        Cell(3, 2, 3, prefix, suffix, bias, dtype);

    public static SafetensorsWriter Lstm(string prefix = "", string suffix = "_l0", bool bias = true, string dtype = "F32") =>
        Cell(4, 2, 3, prefix, suffix, bias, dtype);

    /// <summary>An LSTM of 2 inputs and 3 units with a projection to 1.</summary>
    public static SafetensorsWriter ProjectedLstm() => new SafetensorsWriter()
        .Add("weight_ih_l0", [12, 2], Values(0, 24))
        .Add("weight_hh_l0", [12, 1], Values(1, 12))
        .Add("weight_hr_l0", [1, 3], Values(2, 3));

    public static IEnumerable<double> Values(int tensor, int count) => Enumerable.Range(0, count).Select(i => Value(tensor, i));

    public static double Value(int tensor, int index) => tensor + index / 1024.0;

    private static SafetensorsWriter Cell(int gates, int input, int hidden, string prefix, string suffix, bool bias, string dtype)
    {
        int rows = gates * hidden;
        SafetensorsWriter writer = new SafetensorsWriter()
            .Add($"{prefix}weight_ih{suffix}", [rows, input], Values(0, rows * input), dtype)
            .Add($"{prefix}weight_hh{suffix}", [rows, hidden], Values(1, rows * hidden), dtype);
        if (!bias) return writer;
        return writer
            .Add($"{prefix}bias_ih{suffix}", [rows], Values(2, rows), dtype)
            .Add($"{prefix}bias_hh{suffix}", [rows], Values(3, rows), dtype);
    }
}
