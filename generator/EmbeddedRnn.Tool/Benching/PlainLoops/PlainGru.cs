using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>The gated recurrent unit; rows z, r, n.</summary>
internal sealed class PlainGru(GruLayer layer) : PlainCell(layer)
{
    private const int Candidate = 2;

    private readonly bool resetAfter = layer.Reset == ResetPosition.After;
    private readonly float[] resetHidden = new float[layer.HiddenSize];
    private readonly float[] fromReset = new float[layer.HiddenSize];

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        int units = Units;
        for (int i = 0; i < 2 * units; i++) FromInput[i] = Sigmoid(FromInput[i] + FromHidden[i]);
        if (resetAfter)
        {
            for (int u = 0; u < units; u++) fromReset[u] = FromInput[units + u] * FromHidden[2 * units + u];
        }
        else
        {
            for (int u = 0; u < units; u++) resetHidden[u] = FromInput[units + u] * Hidden[u];
            MultiplyRecurrent(Candidate, resetHidden, RecurrentBias(Candidate), fromReset);
        }
        for (int u = 0; u < units; u++)
        {
            float update = FromInput[u];
            float candidate = MathF.Tanh(FromInput[2 * units + u] + fromReset[u]);
            Hidden[u] = update * Hidden[u] + (1 - update) * candidate;
        }
    }
}
