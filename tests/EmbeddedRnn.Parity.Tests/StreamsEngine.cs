using System;
using System.Reflection;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>The streams of a generated class on one of its kernels.</summary>
internal sealed class StreamsEngine
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public StreamsEngine(Type cell, Model model, Kernel kernel, int count)
    {
        object weights = Engine.Pack(cell, model, kernel);
        Type streams = cell.GetNestedType("Streams")!;
        object instance = streams.GetConstructor(Any, [typeof(Kernel), typeof(int), weights.GetType()])!.Invoke([kernel, count, weights]);
        Type values = typeof(ReadOnlySpan<float>), results = typeof(Span<float>);
        Step = streams.GetMethod("Step", [values, results])!.CreateDelegate<StepFunction>(instance);
        StepRange = streams.GetMethod("Step", [typeof(int), typeof(int), values, results])!.CreateDelegate<RangeFunction>(instance);
        StepListed = streams.GetMethod("Step", [typeof(ReadOnlySpan<int>), values, results])!.CreateDelegate<ListFunction>(instance);
        StepMarked = streams.GetMethod("Step", [typeof(ReadOnlySpan<bool>), values, results])!.CreateDelegate<MaskFunction>(instance);
        CopyStateTo = streams.GetMethod("CopyStateTo", [typeof(int), results])!.CreateDelegate<CopyFunction>(instance);
        SetState = streams.GetMethod("SetState", [typeof(int), values])!.CreateDelegate<SetFunction>(instance);
        Reset = streams.GetMethod("Reset", [typeof(int)])!.CreateDelegate<Action<int>>(instance);
        Count = count;
        Model = model;
    }

    public delegate void RangeFunction(int first, int count, ReadOnlySpan<float> inputs, Span<float> outputs);

    public delegate void ListFunction(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs, Span<float> outputs);

    public delegate void MaskFunction(ReadOnlySpan<bool> active, ReadOnlySpan<float> inputs, Span<float> outputs);

    public delegate void CopyFunction(int stream, Span<float> destination);

    public delegate void SetFunction(int stream, ReadOnlySpan<float> state);

    public int Count { get; }

    public Model Model { get; }

    public StepFunction Step { get; }

    public RangeFunction StepRange { get; }

    public ListFunction StepListed { get; }

    public MaskFunction StepMarked { get; }

    public CopyFunction CopyStateTo { get; }

    public SetFunction SetState { get; }

    public Action<int> Reset { get; }

    public float[] State(int stream)
    {
        var state = new float[Model.StateSize];
        CopyStateTo(stream, state);
        return state;
    }
}
