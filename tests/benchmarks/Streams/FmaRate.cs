using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Benchmarks.Streams;

/// <summary>This processor's compute roofline, measured: multiply-accumulates and tanhs that need no memory.</summary>
internal static class FmaRate
{
    private const int Turns = 20_000;
    private const int Sums = 16;

    /// <summary>Multiply-accumulates a nanosecond with independent sums in registers, at the width of the processor's kernel.</summary>
    public static double MultiplyAdds() => Width * (double)Turns * Sums / Time(Vector512.IsHardwareAccelerated ? Fma512 : Fma256);

    /// <summary>Nanoseconds of one tanh where enough of them are under way.</summary>
    public static double Tanh() => Time(Vector512.IsHardwareAccelerated ? Tanh512 : Tanh256) / (Width * (double)Turns * 8);

    public static int Width => Vector512.IsHardwareAccelerated ? 16 : 8;

    private static double Time(Func<float> loop)
    {
        double Once()
        {
            long start = Stopwatch.GetTimestamp();
            Sink += loop();
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }
        return Enumerable.Range(0, 40).Min(_ => Once());
    }

    internal static float Sink { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Fma512()
    {
        var x = Vector512.Create(0.5f);
        var y = Vector512.Create(0.25f);
        var a = x; var b = x; var c = x; var d = x; var e = x; var f = x; var g = x; var h = x;
        var i = x; var j = x; var k = x; var l = x; var m = x; var n = x; var o = x; var p = x;
        for (int turn = 0; turn < Turns; turn++)
        {
            a = VectorMath.MultiplyAdd(x, y, a); b = VectorMath.MultiplyAdd(x, y, b); c = VectorMath.MultiplyAdd(x, y, c); d = VectorMath.MultiplyAdd(x, y, d);
            e = VectorMath.MultiplyAdd(x, y, e); f = VectorMath.MultiplyAdd(x, y, f); g = VectorMath.MultiplyAdd(x, y, g); h = VectorMath.MultiplyAdd(x, y, h);
            i = VectorMath.MultiplyAdd(x, y, i); j = VectorMath.MultiplyAdd(x, y, j); k = VectorMath.MultiplyAdd(x, y, k); l = VectorMath.MultiplyAdd(x, y, l);
            m = VectorMath.MultiplyAdd(x, y, m); n = VectorMath.MultiplyAdd(x, y, n); o = VectorMath.MultiplyAdd(x, y, o); p = VectorMath.MultiplyAdd(x, y, p);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    // Twelve sums and two factors fill sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Fma256()
    {
        var x = Vector256.Create(0.5f);
        var y = Vector256.Create(0.25f);
        var a = x; var b = x; var c = x; var d = x; var e = x; var f = x; var g = x; var h = x; var i = x; var j = x; var k = x; var l = x;
        for (int turn = 0; turn < Turns * 4 / 3; turn++)
        {
            a = VectorMath.MultiplyAdd(x, y, a); b = VectorMath.MultiplyAdd(x, y, b); c = VectorMath.MultiplyAdd(x, y, c); d = VectorMath.MultiplyAdd(x, y, d);
            e = VectorMath.MultiplyAdd(x, y, e); f = VectorMath.MultiplyAdd(x, y, f); g = VectorMath.MultiplyAdd(x, y, g); h = VectorMath.MultiplyAdd(x, y, h);
            i = VectorMath.MultiplyAdd(x, y, i); j = VectorMath.MultiplyAdd(x, y, j); k = VectorMath.MultiplyAdd(x, y, k); l = VectorMath.MultiplyAdd(x, y, l);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Tanh512()
    {
        var sum = Vector512<float>.Zero;
        var x = Vector512.Create(0.3f);
        var step = Vector512.Create(1e-5f);
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < 8; i++)
            {
                sum += Activations.Tanh(x);
                x += step;
            }
        }
        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Tanh256()
    {
        var sum = Vector256<float>.Zero;
        var x = Vector256.Create(0.3f);
        var step = Vector256.Create(1e-5f);
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < 8; i++)
            {
                sum += Activations.Tanh(x);
                x += step;
            }
        }
        return Vector256.Sum(sum);
    }
}
