using System;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>A cell's activations as expressions, its clip included.</summary>
internal sealed class CellFunctions
{
    private readonly CellLayer layer;

    public CellFunctions(CellLayer layer) => this.layer = layer;

    /// <summary>A gate, by its name in the cell's gates. A usual cell's sums are halved, so that its sigmoid is a tanh.</summary>
    public string Gate(VectorCode vector, string gate, string sum) =>
        layer.HasUsualActivations ? vector.Gate(sum) : Apply(vector, Function(gate), sum);

    /// <summary>What a gate lets through, before the product with the gate: +0 behind a closed gate, for a gate that can close.</summary>
    public string Behind(string gate, string open, string value) =>
        Function(gate).CanClose ? $"RnnFunctions.Behind({open}, {value})" : value;

    /// <summary>The candidate.</summary>
    public string Candidate(VectorCode vector, string sum) => Apply(vector, Function("candidate"), sum);

    /// <summary>What the output gate lets out: an LSTM's function of the cell state.</summary>
    public string Output(VectorCode vector, string cell) => Apply(vector, layer.Functions[layer.Functions.Count - 1], cell);

    /// <summary>h' = z * h + (1 - z) * n.</summary>
    public string Blend(VectorCode vector, string z, string candidate, string hidden)
    {
        string change = $"{vector.Create("1f")} - {z}";
        return VectorCode.MultiplyAdd(Behind("update", change, candidate), change, $"{Behind("update", z, hidden)} * {z}");
    }

    /// <summary>What a GRU with the reset after computes of its sums, for the reader of its code.</summary>
    public string GruEquation =>
        $"h' = z * h + (1 - z) * {FunctionEquation.AsFactor(FunctionEquation.Of(Function("candidate"), "q + r * n"))}, where q is Wn x + bWn and n is Un h + bUn";

    private ActivationFunction Function(string gate) => layer.Functions[layer.Gates.TakeWhile(g => g != gate).Count()];

    /// <summary>A function of a sum that is first clipped.</summary>
    public string Apply(VectorCode vector, ActivationFunction function, string value) =>
        FunctionCode.Of(vector, function, layer.Clip is { } limit ? $"RnnMath.Clamp({value}, {Literal.Of(limit)})" : value);
}

/// <summary>An activation function as an expression.</summary>
internal static class FunctionCode
{
    public static string Of(VectorCode vector, ActivationFunction function, string x)
    {
        string alpha = Literal.Of(function.Alpha), beta = Literal.Of(function.Beta);
        return function.Kind switch
        {
            ActivationKind.Identity => x,
            ActivationKind.Tanh => VectorCode.Tanh(x),
            ActivationKind.Relu => $"RnnActivations.Relu({x})",
            ActivationKind.Sigmoid => $"RnnFunctions.Sigmoid({x})",
            ActivationKind.Softsign => $"RnnFunctions.Softsign({x})",
            ActivationKind.Softplus => $"RnnFunctions.Softplus({x})",
            ActivationKind.HardTanh => $"RnnMath.Clamp({x}, 1f)",
            ActivationKind.HardSigmoid => $"RnnFunctions.HardSigmoid({x}, {alpha}, {beta})",
            ActivationKind.Step => $"RnnFunctions.Step({x})",
            ActivationKind.Affine => VectorCode.MultiplyAdd(vector.Create(alpha), x, vector.Create(beta)),
            ActivationKind.ScaledTanh => $"({vector.Create(alpha)} * {VectorCode.Tanh($"{vector.Create(beta)} * {x}")})",
            ActivationKind.LeakyRelu => $"RnnFunctions.LeakyRelu({x}, {alpha})",
            ActivationKind.ThresholdedRelu => $"RnnFunctions.ThresholdedRelu({x}, {alpha})",
            ActivationKind.Elu => $"RnnFunctions.Elu({x}, {alpha})",
            _ => throw new ArgumentException($"{function} is no function of a single value."),
        };
    }
}
