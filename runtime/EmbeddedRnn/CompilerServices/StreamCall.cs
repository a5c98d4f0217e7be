using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>What the tiles of one call of Step share.</summary>
internal readonly ref struct StreamCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamCall(ref float states, ReadOnlySpan<float> inputs, Span<float> outputs, bool outputsOverlapInputs, StreamScratch scratch)
    {
        States = ref states;
        Inputs = ref MemoryMarshal.GetReference(inputs);
        Outputs = ref MemoryMarshal.GetReference(outputs);
        OutputsOverlapInputs = outputsOverlapInputs;
        Scratch = scratch;
    }

    public readonly ref float States;

    public readonly ref float Inputs;

    public readonly ref float Outputs;

    public bool OutputsOverlapInputs { get; }

    public StreamScratch Scratch { get; }
}
