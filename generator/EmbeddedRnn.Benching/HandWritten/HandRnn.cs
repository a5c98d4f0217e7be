using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>h' = f(W x + U h + b).</summary>
internal sealed class HandRnn<TArithmetic>(RnnLayer layer) : HandCell<TArithmetic>(layer)
    where TArithmetic : struct, IArithmetic
{
    private readonly bool relu = layer.Activation == Activation.Relu;

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        for (int u = 0; u < Hidden.Length; u++) Hidden[u] = FromInput[u] + FromHidden[u];
        if (!relu) TArithmetic.Tanh(Hidden);
        else for (int u = 0; u < Hidden.Length; u++) Hidden[u] = MathF.Max(Hidden[u], 0);
    }
}
