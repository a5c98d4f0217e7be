namespace EmbeddedRnn.Compiler.Specification;

/// <summary>The model of a class without a file: one cell of the spec's shape, its weights unknown.</summary>
internal static class ShapeModel
{
    /// <param name="spec">A spec whose sizes are in range and whose options are stated.</param>
    /// <param name="name">The model's name.</param>
    public static Model Of(CellSpec spec, string name) => new(name, Layer(spec));

    private static CellLayer Layer(CellSpec spec)
    {
        int input = spec.InputSize!.Value;
        int hidden = spec.HiddenSize!.Value;
        switch (spec.Kind)
        {
            case CellKind.Rnn:
                return new RnnLayer(input, hidden, spec.Activation, Weights(spec, RnnLayer.GateOrder.Length, hidden));
            case CellKind.Gru:
                return new GruLayer(input, hidden, spec.Reset!.Value, Weights(spec, GruLayer.GateOrder.Length, hidden));
            default:
                bool coupled = spec.CoupledGate == true;
                int gates = coupled ? LstmLayer.CoupledGateOrder.Length : LstmLayer.GateOrder.Length;
                CellWeights weights = Weights(spec, gates, spec.ProjectionSize ?? hidden);
                // A peephole a gate; the candidate has none.
                if (spec.Peepholes == true) weights.Peepholes = Tensor.ShapeOnly(TensorNames.Peepholes, gates - 1, hidden);
                if (spec.ProjectionSize is { } projection) weights.Projection = Tensor.ShapeOnly(TensorNames.Projection, projection, hidden);
                return new LstmLayer(input, hidden, coupled, weights);
        }
    }

    private static CellWeights Weights(CellSpec spec, int gates, int recurrent)
    {
        int rows = gates * spec.HiddenSize!.Value;
        bool bias = spec.Bias ?? true;
        return new CellWeights
        {
            InputWeights = Tensor.ShapeOnly(TensorNames.InputWeights, rows, spec.InputSize!.Value),
            RecurrentWeights = Tensor.ShapeOnly(TensorNames.RecurrentWeights, rows, recurrent),
            InputBias = bias ? Tensor.ShapeOnly(TensorNames.InputBias, 1, rows) : null,
            RecurrentBias = bias ? Tensor.ShapeOnly(TensorNames.RecurrentBias, 1, rows) : null,
        };
    }
}
