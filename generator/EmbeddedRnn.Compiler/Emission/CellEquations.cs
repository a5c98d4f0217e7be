using System.Linq;

namespace EmbeddedRnn.Compiler.Emission;

/// <summary>The equations of a network's cells, for the top of a generated file.</summary>
internal static class CellEquations
{
    /// <summary>Those of all cells with the usual activations, each once.</summary>
    public static void Emit(CodeWriter writer, Model model)
    {
        foreach (string[] equations in model.AllLayers.OfType<CellLayer>().Where(cell => cell.HasUsualActivations).Select(Of).GroupBy(lines => string.Join("|", lines)).Select(g => g.First()))
        {
            foreach (string line in equations) writer.Line("//   " + line);
            writer.Line("//");
        }
    }

    private static string[] Of(CellLayer layer)
    {
        bool bias = layer.InputBias is not null || layer.RecurrentBias is not null;
        string B(string gate) => bias ? $" + b{gate}" : "";
        string Row(string gate) => $"W{gate} x + U{gate} h{B(gate)}";
        switch (layer)
        {
            case RnnLayer rnn:
                return new[] { rnn.Activation == Activation.Relu ? $"h' = max(W x + U h{B("")}, 0)" : $"h' = tanh(W x + U h{B("")})" };
            case GruLayer gru:
                return new[]
                {
                    $"z  = s({Row("z")})   update gate: z = 1 keeps the old state",
                    $"r  = s({Row("r")})   reset gate",
                    gru.Reset == ResetPosition.After ? $"n  = tanh(Wn x{B("Wn")} + r * (Un h{B("Un")}))   candidate" : $"n  = tanh(Wn x + Un (r * h){B("n")})   candidate",
                    "h' = z * h + (1 - z) * n",
                };
            default:
                var lstm = (LstmLayer)layer;
                string Peephole(string gate, string cell) => lstm.Peepholes is null ? "" : $" + p{gate} * {cell}";
                string product = "o * tanh(c')";
                return new[]
                {
                    $"i  = s({Row("i")}{Peephole("i", "c")})   input gate",
                    lstm.Coupled ? "f  = 1 - i   forget gate, coupled" : $"f  = s({Row("f")}{Peephole("f", "c")})   forget gate",
                    $"g  = tanh({Row("g")})   candidate",
                    $"o  = s({Row("o")}{Peephole("o", "c'")})   output gate",
                    "c' = f * c + i * g   cell state",
                    lstm.Projection is null ? $"h' = {product}" : $"h' = P ({product})",
                };
        }
    }
}
