using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Benching.Machine;

/// <summary>One thing that the machine can do, measured among the contenders: its "step" is one pass.</summary>
/// <param name="code">What it measures.</param>
/// <param name="floats">The memory that it works on.</param>
internal abstract class Probe(string code, int floats) : Contender(code)
{
    private readonly AlignedBuffer memory = Written(floats);

    protected int Floats { get; } = floats;

    protected ref float First => ref memory.First;

    public override void Run(int steps)
    {
        if (Vector512.IsHardwareAccelerated) Run<Wide512, Vector512<float>>(steps);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256, Vector256<float>>(steps);
        else Run<Wide128, Vector128<float>>(steps);
    }

    protected abstract void Run<TWide, T>(int steps)
        where TWide : struct, IWide<T>;

    /// <summary>Memory that was written once: until then all its pages may be one page of zeros, and every load a hit in the first level.</summary>
    private static AlignedBuffer Written(int floats)
    {
        AlignedBuffer buffer = AlignedBuffer.Allocate(floats);
        buffer.Slice(0, floats).Fill(0.25f);
        return buffer;
    }
}

/// <summary>How fast one core loads a buffer that it has loaded before: eight sums of whole vectors, from start to end.</summary>
internal sealed class LoadProbe(string level, int bytes) : Probe($"loads from {level}", bytes / sizeof(float))
{
    public string Level { get; } = level;

    public int BytesAPass => Floats * sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected override void Run<TWide, T>(int steps)
    {
        T a = TWide.Create(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        int count = TWide.Count;
        for (int step = 0; step < steps; step++)
        {
            ref float at = ref First;
            ref float end = ref Unsafe.Add(ref at, Floats);
            while (Unsafe.IsAddressLessThan(ref at, ref end))
            {
                a = TWide.Xor(a, TWide.Load(ref at));
                b = TWide.Xor(b, TWide.Load(ref Unsafe.Add(ref at, count)));
                c = TWide.Xor(c, TWide.Load(ref Unsafe.Add(ref at, 2 * count)));
                d = TWide.Xor(d, TWide.Load(ref Unsafe.Add(ref at, 3 * count)));
                e = TWide.Xor(e, TWide.Load(ref Unsafe.Add(ref at, 4 * count)));
                f = TWide.Xor(f, TWide.Load(ref Unsafe.Add(ref at, 5 * count)));
                g = TWide.Xor(g, TWide.Load(ref Unsafe.Add(ref at, 6 * count)));
                h = TWide.Xor(h, TWide.Load(ref Unsafe.Add(ref at, 7 * count)));
                at = ref Unsafe.Add(ref at, 8 * count);
            }
        }
        T sum = TWide.Xor(TWide.Xor(TWide.Xor(a, b), TWide.Xor(c, d)), TWide.Xor(TWide.Xor(e, f), TWide.Xor(g, h)));
        TWide.Store(sum, ref First);
    }
}

/// <summary>How fast one core multiplies and adds, all in registers: twelve independent sums.</summary>
internal sealed class MultiplyAddProbe() : Probe("multiply-adds", 64)
{
    private const int Turns = 64;
    private const int Sums = 12;

    public static int MacsAPass => Turns * Sums * (Vector512.IsHardwareAccelerated ? Wide512.Count : Vector256.IsHardwareAccelerated ? Wide256.Count : Wide128.Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected override void Run<TWide, T>(int steps)
    {
        T x = TWide.Load(ref First), w = TWide.Load(ref Unsafe.Add(ref First, 16));
        T a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int turn = 0; turn < steps * Turns; turn++)
        {
            a = TWide.MultiplyAdd(x, w, a);
            b = TWide.MultiplyAdd(x, w, b);
            c = TWide.MultiplyAdd(x, w, c);
            d = TWide.MultiplyAdd(x, w, d);
            e = TWide.MultiplyAdd(x, w, e);
            f = TWide.MultiplyAdd(x, w, f);
            g = TWide.MultiplyAdd(x, w, g);
            h = TWide.MultiplyAdd(x, w, h);
            i = TWide.MultiplyAdd(x, w, i);
            j = TWide.MultiplyAdd(x, w, j);
            k = TWide.MultiplyAdd(x, w, k);
            l = TWide.MultiplyAdd(x, w, l);
        }
        T sum = TWide.Xor(TWide.Xor(TWide.Xor(a, b), TWide.Xor(c, d)), TWide.Xor(TWide.Xor(e, f), TWide.Xor(g, h)));
        TWide.Store(TWide.Xor(sum, TWide.Xor(TWide.Xor(i, j), TWide.Xor(k, l))), ref Unsafe.Add(ref First, 32));
    }
}

/// <summary>How fast one core computes this library's tanh, many values that do not wait for one another.</summary>
internal sealed class ActivationProbe() : Probe("tanh", Values)
{
    public const int Values = 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected override void Run<TWide, T>(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            for (int at = 0; at < Values; at += 2 * TWide.Count)
            {
                ref float first = ref Unsafe.Add(ref First, at);
                ref float second = ref Unsafe.Add(ref first, TWide.Count);
                TWide.Store(TWide.Tanh(TWide.Load(ref first)), ref first);
                TWide.Store(TWide.Tanh(TWide.Load(ref second)), ref second);
            }
        }
    }
}

/// <summary>
/// The shortest way from one hidden state to the next, each step waiting for the one before: a value is stored, loaded again for
/// all lanes, multiplied and added, and goes through the activations that follow one another in the cell.
/// </summary>
/// <param name="activations">How many tanh stand one behind the other: 2 in a GRU (reset gate, candidate) and an LSTM (gates, cell state), 1 in an RNN.</param>
internal sealed class LatencyProbe(int activations) : Probe("latency", 64)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected override void Run<TWide, T>(int steps)
    {
        T w = TWide.Load(ref Unsafe.Add(ref First, 32)), bias = w;
        for (int step = 0; step < steps; step++)
        {
            T value = TWide.MultiplyAdd(TWide.Create(First), w, bias);
            for (int i = 0; i < activations; i++) value = TWide.MultiplyAdd(TWide.TanhSooner(value), w, bias);
            TWide.Store(value, ref First);
        }
    }
}
