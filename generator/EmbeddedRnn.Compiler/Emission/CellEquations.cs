using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission;

/// <summary>The equations of a network's cells, for the top of a generated file.</summary>
internal static class CellEquations
{
    /// <summary>Those of all cells, each once, and what their letters mean; nothing for a network without cells.</summary>
    public static void Emit(CodeWriter writer, Model model)
    {
        CellLayer[] cells = model.AllLayers.OfType<CellLayer>().ToArray();
        if (cells.Length == 0) return;
        writer.Line("//");
        foreach (string[] equations in cells.Select(Of).GroupBy(lines => string.Join("|", lines)).Select(g => g.First()))
        {
            foreach (string line in equations) writer.Line("//   " + line);
            writer.Line("//");
        }
        writer.Line($"// x: input, h: hidden state, ' marks the new one, {string.Join("", Functions(cells))}*: element by element.");
    }

    private static IEnumerable<string> Functions(CellLayer[] cells)
    {
        ActivationKind[] kinds = cells.SelectMany(cell => cell.Functions).Select(f => f.Kind).ToArray();
        if (kinds.Contains(ActivationKind.Sigmoid)) yield return "s: logistic sigmoid, ";
        if (kinds.Contains(ActivationKind.Step)) yield return "step(a): 1 where a >= 0, else 0, ";
        if (kinds.Any(k => k is ActivationKind.HardSigmoid or ActivationKind.HardTanh) || cells.Any(c => c.Clip is not null)) yield return "clip(a, b, c): a within [b, c], ";
    }

    private static string[] Of(CellLayer layer)
    {
        bool bias = layer.InputBias is not null || layer.RecurrentBias is not null;
        string B(string gate) => bias ? $" + b{gate}" : "";
        string Row(string gate) => $"W{gate} x + U{gate} h{B(gate)}";
        string Apply(ActivationFunction function, string sum) => FunctionEquation.Of(function, layer.Clip is { } limit
            ? $"clip({sum}, {FunctionEquation.Number(-limit)}, {FunctionEquation.Number(limit)})" : sum);
        string Gate(string gate, string sum) => Apply(layer.Functions[layer.Gates.TakeWhile(g => g != gate).Count()], sum);
        switch (layer)
        {
            case RnnLayer rnn:
                return new[] { $"h' = {Apply(rnn.Functions[0], $"W x + U h{B("")}")}" };
            case GruLayer gru:
                return new[]
                {
                    $"z  = {Gate("update", Row("z"))}   update gate: z = 1 keeps the old state",
                    $"r  = {Gate("reset", Row("r"))}   reset gate",
                    $"n  = {Gate("candidate", gru.Reset == ResetPosition.After ? $"Wn x{B("Wn")} + r * (Un h{B("Un")})" : $"Wn x + Un (r * h){B("n")}")}   candidate",
                    "h' = z * h + (1 - z) * n",
                };
            default:
                var lstm = (LstmLayer)layer;
                string Peephole(string gate, string cell) => lstm.Peepholes is null ? "" : $" + p{gate} * {cell}";
                string product = $"o * {FunctionEquation.AsFactor(Apply(lstm.OutputFunction, "c'"))}";
                return new[]
                {
                    $"i  = {Gate("input", Row("i") + Peephole("i", "c"))}   input gate",
                    lstm.Coupled ? "f  = 1 - i   forget gate, coupled" : $"f  = {Gate("forget", Row("f") + Peephole("f", "c"))}   forget gate",
                    $"g  = {Gate("candidate", Row("g"))}   candidate",
                    $"o  = {Gate("output", Row("o") + Peephole("o", "c'"))}   output gate",
                    "c' = f * c + i * g   cell state",
                    lstm.Projection is null ? $"h' = {product}" : $"h' = P ({product})",
                };
        }
    }
}

/// <summary>An activation function of a sum, as one writes it on paper.</summary>
internal static class FunctionEquation
{
    public static string Of(ActivationFunction function, string sum)
    {
        string alpha = Number(function.Alpha), beta = Number(function.Beta);
        return function.Kind switch
        {
            ActivationKind.Identity => sum,
            ActivationKind.Sigmoid => $"s({sum})",
            ActivationKind.Relu => $"max({sum}, 0)",
            ActivationKind.HardTanh => $"clip({sum}, -1, 1)",
            ActivationKind.HardSigmoid => $"clip({alpha} {AsFactor(sum)} + {beta}, 0, 1)",
            ActivationKind.Affine => $"{alpha} {AsFactor(sum)} + {beta}",
            ActivationKind.ScaledTanh => $"{alpha} tanh({beta} {AsFactor(sum)})",
            ActivationKind.LeakyRelu or ActivationKind.ThresholdedRelu or ActivationKind.Elu => $"{function.Kind.ToString().ToLowerInvariant()}({sum}, {alpha})",
            _ => $"{function.Kind.ToString().ToLowerInvariant()}({sum})",
        };
    }

    public static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>In brackets where it is a sum.</summary>
    public static string AsFactor(string term) => HasOpenSum(term) ? $"({term})" : term;

    private static bool HasOpenSum(string term)
    {
        int depth = 0;
        foreach (char c in term)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '+' && depth == 0) return true;
        }
        return false;
    }
}
