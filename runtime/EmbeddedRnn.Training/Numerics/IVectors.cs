using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.Training;

/// <summary>What the products need of a machine's vectors, so that one text of each serves all widths.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <typeparam name="TVector">The type of a vector.</typeparam>
internal interface IVectors<T, TVector>
    where T : unmanaged
    where TVector : unmanaged
{
    /// <summary>The value in every place.</summary>
    static abstract TVector Fill(T value);

    /// <summary>a b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The sum of all places.</summary>
    static abstract T Sum(TVector vector);
}

/// <summary>The vectors of <see cref="Vector{T}"/>: at most 256 bits, on any machine.</summary>
internal readonly struct UsualVectors<T> : IVectors<T, Vector<T>>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Fill(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> a, Vector<T> b, Vector<T> c) => Fused.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add(Vector<T> a, Vector<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector<T> vector) => Vector.Sum(vector);
}

/// <summary>Vectors of 512 bits, where the machine has them.</summary>
internal readonly struct WideVectors<T> : IVectors<T, Vector512<T>>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Fill(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) => Fused.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> vector) => Vector512.Sum(vector);
}
