using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>The long short-term memory; rows i, f, g, o, or coupled i, g, o.</summary>
internal sealed class HandLstm<TArithmetic>(LstmLayer layer) : HandCell<TArithmetic>(layer)
    where TArithmetic : struct, IArithmetic
{
    private readonly bool coupled = layer.Coupled;
    private readonly float[]? peepholes = layer.Peepholes?.ToArray();
    private readonly float[]? projection = layer.Projection?.ToArray();
    private readonly float[] noBias = new float[layer.OutputSize];
    private readonly float[] initialCell = Values(layer.InitialCell, layer.HiddenSize);
    private readonly float[] cell = Values(layer.InitialCell, layer.HiddenSize);
    private readonly float[] exposed = new float[layer.HiddenSize];

    public override void Reset()
    {
        base.Reset();
        initialCell.CopyTo(cell, 0);
    }

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        int units = Units, gatesBefore = coupled ? 1 : 2;
        for (int i = 0; i < FromInput.Length; i++) FromInput[i] += FromHidden[i];
        Span<float> before = FromInput.AsSpan(0, gatesBefore * units);
        Span<float> candidate = FromInput.AsSpan(gatesBefore * units, units);
        Span<float> output = FromInput.AsSpan((gatesBefore + 1) * units, units);
        for (int gate = 0; gate < gatesBefore; gate++) AddPeephole(gate, before.Slice(gate * units, units));
        TArithmetic.Sigmoid(before);
        TArithmetic.Tanh(candidate);
        Span<float> input = before[..units], forget = before[^units..];
        for (int u = 0; u < units; u++) cell[u] = ((coupled ? 1 - input[u] : forget[u]) * cell[u]) + (input[u] * candidate[u]);
        AddPeephole(gatesBefore, output);
        TArithmetic.Sigmoid(output);
        cell.AsSpan().CopyTo(exposed);
        TArithmetic.Tanh(exposed);
        for (int u = 0; u < units; u++) exposed[u] *= output[u];
        if (projection is null) exposed.AsSpan().CopyTo(Hidden);
        else Multiply(projection, exposed, noBias, Hidden);
    }

    private void AddPeephole(int row, Span<float> gate)
    {
        if (peepholes is null) return;
        for (int u = 0; u < gate.Length; u++) gate[u] += peepholes[(row * Units) + u] * cell[u];
    }
}
