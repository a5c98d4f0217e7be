using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>The gated recurrent unit; rows z, r, n.</summary>
internal sealed class HandGru<TArithmetic>(GruLayer layer) : HandCell<TArithmetic>(layer)
    where TArithmetic : struct, IArithmetic
{
    private const int Candidate = 2;

    private readonly bool resetAfter = layer.Reset == ResetPosition.After;
    private readonly float[] resetHidden = new float[layer.HiddenSize];
    private readonly float[] fromReset = new float[layer.HiddenSize];

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        int units = Units;
        Span<float> gates = FromInput.AsSpan(0, 2 * units);
        for (int i = 0; i < gates.Length; i++) gates[i] += FromHidden[i];
        TArithmetic.Sigmoid(gates);
        Span<float> update = gates[..units], reset = gates[units..];
        if (resetAfter)
        {
            for (int u = 0; u < units; u++) fromReset[u] = reset[u] * FromHidden[(Candidate * units) + u];
        }
        else
        {
            for (int u = 0; u < units; u++) resetHidden[u] = reset[u] * Hidden[u];
            MultiplyRecurrent(Candidate, resetHidden, fromReset);
        }
        Span<float> candidate = FromInput.AsSpan(Candidate * units, units);
        for (int u = 0; u < units; u++) candidate[u] += fromReset[u];
        TArithmetic.Tanh(candidate);
        for (int u = 0; u < units; u++) Hidden[u] = (update[u] * Hidden[u]) + ((1 - update[u]) * candidate[u]);
    }
}
