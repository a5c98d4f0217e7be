using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.Benching;

namespace EmbeddedRnn.Benchmarks.Peers;

/// <summary>
/// A kernel of another set, compiled in from the folder PeerKernels: its Kernels.cs declares K.All, one entry a kernel
/// with the cell, the sizes, the vector bits, the weight type, the row chunks a block and a function
/// (weights, input, hidden, new hidden, cell).
/// </summary>
internal sealed unsafe class PeerContender : Contender
{
    private readonly delegate*<float*, float*, float*, float*, float*, void> step;
    private readonly bool needsSecondState;
    private readonly Workload work;
    private readonly float* weights;
    private readonly float* inputs;
    private readonly float* cell;
    private float* hidden;
    private float* next;
    private int position;

    private PeerContender(Workload work, string name, int vectorBits, int chunks, bool needsSecondState, nint function)
        : base(name)
    {
        this.work = work;
        step = (delegate*<float*, float*, float*, float*, float*, void>)function;
        this.needsSecondState = needsSecondState;
        weights = Aligned(PeerPacking.Pack(work.Layer, vectorBits, chunks).ToArray());
        inputs = Aligned(work.Inputs.Values);
        hidden = Aligned(new float[work.HiddenSize]);
        next = needsSecondState ? Aligned(new float[work.HiddenSize]) : hidden;
        cell = Aligned(new float[work.HiddenSize]);
    }

    /// <summary>The set's float kernels with the accurate activation for this cell.</summary>
    public static IEnumerable<Contender> All(Cell target, Workload work) => K.All
        .Where(k => k.cell == target.Kind && k.I == target.InputSize && k.H == target.HiddenSize && k.wt == "f32" && k.name.Contains("_E34_"))
        .Select(k => new PeerContender(work, k.name, k.vw, k.B, k.multi, k.fn));

    public override ReadOnlySpan<float> Output => new(hidden, work.HiddenSize);

    public override void Reset()
    {
        position = 0;
        new Span<float>(hidden, work.HiddenSize).Clear();
        new Span<float>(cell, work.HiddenSize).Clear();
    }

    public override void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            step(weights, inputs + (position * work.InputSize), hidden, next, cell);
            if (needsSecondState)
            {
                float* old = hidden;
                hidden = next;
                next = old;
            }
            if (++position == RepeatedInputs.Samples) position = 0;
        }
    }

    // Never freed: a contender lives as long as its measurement, and the kernels may read a vector past the end.
    private static float* Aligned(float[] values)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)(values.Length + 64) * sizeof(float), 64);
        new Span<float>(memory, values.Length + 64).Clear();
        values.CopyTo(new Span<float>(memory, values.Length));
        return memory;
    }
}
