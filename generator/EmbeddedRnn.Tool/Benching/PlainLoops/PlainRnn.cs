using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>h' = f(W x + U h + b).</summary>
internal sealed class PlainRnn(RnnLayer layer) : PlainCell(layer)
{
    private readonly bool relu = layer.Activation == Activation.Relu;

    [MethodImpl(Optimised)]
    protected override void Finish()
    {
        for (int u = 0; u < Hidden.Length; u++)
        {
            float a = FromInput[u] + FromHidden[u];
            Hidden[u] = relu ? MathF.Max(a, 0) : MathF.Tanh(a);
        }
    }
}
