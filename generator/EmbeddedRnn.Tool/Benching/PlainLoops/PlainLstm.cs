using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>The long short-term memory; rows i, f, g, o, or coupled i, g, o.</summary>
internal sealed class PlainLstm(LstmLayer layer) : PlainCell(layer)
{
    private readonly bool coupled = layer.Coupled;
    private readonly float[]? peepholes = layer.Peepholes?.ToArray();
    private readonly float[]? projection = layer.Projection?.ToArray();
    private readonly float[] noBias = new float[layer.OutputSize];
    private readonly float[] cell = Values(layer.InitialCell, layer.HiddenSize);
    private readonly float[] exposed = new float[layer.HiddenSize];

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        int units = Units;
        int candidateRow = (coupled ? 1 : 2) * units;
        int outputRow = candidateRow + units;
        for (int i = 0; i < FromInput.Length; i++) FromInput[i] += FromHidden[i];
        for (int u = 0; u < units; u++)
        {
            float input = Sigmoid(FromInput[u] + Peephole(0, u));
            float forget = coupled ? 1 - input : Sigmoid(FromInput[units + u] + Peephole(1, u));
            cell[u] = forget * cell[u] + input * MathF.Tanh(FromInput[candidateRow + u]);
            exposed[u] = Sigmoid(FromInput[outputRow + u] + Peephole(coupled ? 1 : 2, u)) * MathF.Tanh(cell[u]);
        }
        if (projection is null) exposed.AsSpan().CopyTo(Hidden);
        else Multiply(projection, exposed, noBias, Hidden);
    }

    private float Peephole(int row, int unit) => peepholes is null ? 0 : peepholes[row * Units + unit] * cell[unit];
}
