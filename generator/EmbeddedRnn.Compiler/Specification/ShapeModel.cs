using System;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Makes the model of a spec that has no file: one cell of its shape.</summary>
/// <param name="spec">A spec whose sizes are in range and whose options are stated.</param>
/// <param name="tensor">Makes a tensor of a name, a number of rows and a number of columns.</param>
internal sealed class ShapeModel(CellSpec spec, Func<string, int, int, Tensor> tensor)
{
    /// <summary>A model whose weights are unknown.</summary>
    public static Model Of(CellSpec spec, string name) => new(name, new ShapeModel(spec, Tensor.ShapeOnly).Layer());

    /// <summary>A model whose weights are zero, in the place of one that is not there yet.</summary>
    public static Model OfZeros(CellSpec spec, string name) =>
        new(name, new ShapeModel(spec, (what, rows, columns) => new Tensor(what, rows, columns, new float[rows * columns])).Layer());

    private CellLayer Layer()
    {
        int input = spec.InputSize!.Value;
        int hidden = spec.HiddenSize!.Value;
        switch (spec.Kind)
        {
            case CellKind.Rnn:
                return new RnnLayer(input, hidden, spec.Activation, Weights(RnnLayer.GateOrder.Length, hidden));
            case CellKind.Gru:
                return new GruLayer(input, hidden, spec.Reset!.Value, Weights(GruLayer.GateOrder.Length, hidden));
            default:
                bool coupled = spec.CoupledGate == true;
                int gates = coupled ? LstmLayer.CoupledGateOrder.Length : LstmLayer.GateOrder.Length;
                CellWeights weights = Weights(gates, spec.ProjectionSize ?? hidden);
                // A peephole a gate; the candidate has none.
                if (spec.Peepholes == true) weights.Peepholes = tensor(TensorNames.Peepholes, gates - 1, hidden);
                if (spec.ProjectionSize is { } projection) weights.Projection = tensor(TensorNames.Projection, projection, hidden);
                return new LstmLayer(input, hidden, coupled, weights);
        }
    }

    private CellWeights Weights(int gates, int recurrent)
    {
        int rows = gates * spec.HiddenSize!.Value;
        bool bias = spec.Bias ?? true;
        return new CellWeights
        {
            InputWeights = tensor(TensorNames.InputWeights, rows, spec.InputSize!.Value),
            RecurrentWeights = tensor(TensorNames.RecurrentWeights, rows, recurrent),
            InputBias = bias ? tensor(TensorNames.InputBias, 1, rows) : null,
            RecurrentBias = bias ? tensor(TensorNames.RecurrentBias, 1, rows) : null,
        };
    }
}
