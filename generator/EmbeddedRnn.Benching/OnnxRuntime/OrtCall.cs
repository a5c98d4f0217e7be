using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Entry = EmbeddedRnn.Benching.OnnxRuntime.OrtApi.Entry;

namespace EmbeddedRnn.Benching.OnnxRuntime;

/// <summary>
/// One call of a session, with all its tensors made beforehand: the input lies in memory of ours, and the outputs are those that the
/// first call made, used again by all later ones.
/// </summary>
internal sealed unsafe class OrtCall : IDisposable
{
    private readonly OrtApi api;
    private readonly nint session;
    private readonly List<nint> memory = [];
    private readonly nint* inputNames;
    private readonly nint* inputs;
    private readonly nint* outputNames;
    private readonly nint* outputs;
    private readonly int inputCount;
    private readonly int outputCount;

    /// <summary>Prepares a call.</summary>
    /// <param name="opened">The session.</param>
    /// <param name="sequence">The input that is the sequence.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its values; they are copied.</param>
    /// <param name="steps">Steps, for an input that is a sequence's length.</param>
    public OrtCall(OrtSession opened, OrtInput sequence, long[] shape, ReadOnlySpan<float> values, int steps)
    {
        (api, session) = (opened.Api, opened.Handle);
        (inputCount, outputCount) = (opened.Inputs.Count, opened.Outputs.Count);
        inputNames = Pointers(inputCount);
        inputs = Pointers(inputCount);
        outputNames = Pointers(outputCount);
        outputs = Pointers(outputCount);
        for (int i = 0; i < inputCount; i++)
        {
            OrtInput input = opened.Inputs[i];
            inputNames[i] = Name(input.Name);
            if (input == sequence) inputs[i] = Tensor(opened, OrtInput.Float, shape, MemoryMarshal.AsBytes(values));
            else inputs[i] = Other(opened, input, steps);
        }
        for (int i = 0; i < outputCount; i++) outputNames[i] = Name(opened.Outputs[i]);
    }

    /// <summary>Computes all outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        nint status = ((delegate* unmanaged<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)api[Entry.Run])(
            session, 0, inputNames, inputs, inputCount, outputNames, outputCount, outputs);
        if (status != 0) api.Check(status);
    }

    /// <summary>The values of an output after a call; the memory is ONNX Runtime's.</summary>
    public ReadOnlySpan<float> Output(int index)
    {
        nint shape = api.Get(Entry.GetTensorTypeAndShape, outputs[index]);
        int count = (int)api.Get(Entry.GetTensorShapeElementCount, shape);
        api.Release(Entry.ReleaseTensorTypeAndShapeInfo, shape);
        return new ReadOnlySpan<float>((void*)api.Get(Entry.GetTensorMutableData, outputs[index]), count);
    }

    public void Dispose()
    {
        for (int i = 0; i < inputCount; i++) api.Release(Entry.ReleaseValue, inputs[i]);
        for (int i = 0; i < outputCount; i++) api.Release(Entry.ReleaseValue, outputs[i]);
        foreach (nint block in memory) NativeMemory.AlignedFree((void*)block);
        memory.Clear();
    }

    /// <summary>States start at zero; an integer is the number of steps. Dimensions that the file leaves open are 1.</summary>
    private nint Other(OrtSession opened, OrtInput input, int steps)
    {
        long[] shape = [.. input.Dimensions.Select(d => Math.Max(d, 1))];
        int count = checked((int)shape.Aggregate(1L, (product, d) => product * d));
        return input.ElementType switch
        {
            OrtInput.Float => Tensor(opened, OrtInput.Float, shape, MemoryMarshal.AsBytes<float>(new float[count])),
            OrtInput.Int32 => Tensor(opened, OrtInput.Int32, shape, MemoryMarshal.AsBytes<int>(Enumerable.Repeat(steps, count).ToArray())),
            OrtInput.Int64 => Tensor(opened, OrtInput.Int64, shape, MemoryMarshal.AsBytes<long>(Enumerable.Repeat((long)steps, count).ToArray())),
            _ => throw new OrtException($"the input '{input.Name}' is neither of float32 nor of integers."),
        };
    }

    private nint Tensor(OrtSession opened, int element, long[] shape, ReadOnlySpan<byte> values)
    {
        nint data = Block(values.Length), made = 0;
        values.CopyTo(new Span<byte>((void*)data, values.Length));
        fixed (long* dimensions = shape)
        {
            api.Check(((delegate* unmanaged<nint, nint, nint, long*, nint, int, nint*, nint>)api[Entry.CreateTensorWithDataAsOrtValue])(
                opened.CpuMemory, data, values.Length, dimensions, shape.Length, element, &made));
        }
        return made;
    }

    private nint Name(string name)
    {
        byte[] text = OrtApi.Text(name);
        nint block = Block(text.Length);
        text.CopyTo(new Span<byte>((void*)block, text.Length));
        return block;
    }

    private nint* Pointers(int count) => (nint*)Block(count * sizeof(nint));

    /// <summary>Zeroed memory that lives as long as this.</summary>
    private nint Block(int bytes)
    {
        const int Alignment = 64;
        nuint size = (nuint)Math.Max(bytes, 1);
        void* block = NativeMemory.AlignedAlloc(size, Alignment);
        NativeMemory.Clear(block, size);
        memory.Add((nint)block);
        return (nint)block;
    }
}
