using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Benching.Machine;

/// <summary>What the probes need of a vector width, so that each probe is written once.</summary>
internal interface IWide<T>
{
    static abstract int Count { get; }

    static abstract T Create(float value);

    static abstract T Load(ref float from);

    static abstract void Store(T value, ref float to);

    static abstract T Xor(T left, T right);

    /// <summary>a * b + c, in one instruction where the processor has it.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract T Tanh(T value);

    /// <summary>The arrangement whose result comes soonest.</summary>
    static abstract T TanhSooner(T value);
}

internal readonly struct Wide512 : IWide<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static Vector512<float> Create(float value) => Vector512.Create(value);

    public static Vector512<float> Load(ref float from) => Unsafe.As<float, Vector512<float>>(ref from);

    public static void Store(Vector512<float> value, ref float to) => Unsafe.As<float, Vector512<float>>(ref to) = value;

    public static Vector512<float> Xor(Vector512<float> left, Vector512<float> right) => left ^ right;

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    public static Vector512<float> Tanh(Vector512<float> value) => Activations.Tanh(value);

    public static Vector512<float> TanhSooner(Vector512<float> value) => Activations.TanhSooner(value);
}

internal readonly struct Wide256 : IWide<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    public static Vector256<float> Create(float value) => Vector256.Create(value);

    public static Vector256<float> Load(ref float from) => Unsafe.As<float, Vector256<float>>(ref from);

    public static void Store(Vector256<float> value, ref float to) => Unsafe.As<float, Vector256<float>>(ref to) = value;

    public static Vector256<float> Xor(Vector256<float> left, Vector256<float> right) => left ^ right;

    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    public static Vector256<float> Tanh(Vector256<float> value) => Activations.Tanh(value);

    public static Vector256<float> TanhSooner(Vector256<float> value) => Activations.TanhSooner(value);
}

internal readonly struct Wide128 : IWide<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    public static Vector128<float> Create(float value) => Vector128.Create(value);

    public static Vector128<float> Load(ref float from) => Unsafe.As<float, Vector128<float>>(ref from);

    public static void Store(Vector128<float> value, ref float to) => Unsafe.As<float, Vector128<float>>(ref to) = value;

    public static Vector128<float> Xor(Vector128<float> left, Vector128<float> right) => left ^ right;

    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    public static Vector128<float> Tanh(Vector128<float> value) => Activations.Tanh(value);

    public static Vector128<float> TanhSooner(Vector128<float> value) => Activations.Tanh(value);
}
