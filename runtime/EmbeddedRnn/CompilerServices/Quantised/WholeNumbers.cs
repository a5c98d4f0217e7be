using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Vectors of floats rounded to whole numbers within a limit, and stored in the size of a format.</summary>
internal static class WholeNumbers
{
    // Adding 1.5 * 2^23 leaves the rounded number in a float's lowest bits.
    private const float Rounder = 12582912f;

    // The limit is the first operand of the minimum: x86 then gives NaN, which becomes the least of all integers, as what is too small does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Of(Vector512<float> number, int limit) =>
        Avx512F.Max(Avx512F.ConvertToVector512Int32(Avx512F.Min(Vector512.Create((float)limit), number)), Vector512.Create(-limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Of(Vector256<float> number, int limit)
    {
        if (Avx2.IsSupported) return Avx2.Max(Avx.ConvertToVector256Int32(Avx.Min(Vector256.Create((float)limit), number)), Vector256.Create(-limit));
        return Vector256.Create(Of(number.GetLower(), limit), Of(number.GetUpper(), limit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Of(Vector128<float> number, int limit)
    {
        if (Sse41.IsSupported) return Sse41.Max(Sse2.ConvertToVector128Int32(Sse.Min(Vector128.Create((float)limit), number)), Vector128.Create(-limit));
        var (most, least) = (Vector128.Create((float)limit), Vector128.Create((float)-limit));
        number = Vector128.ConditionalSelect(Vector128.GreaterThan(number, least), number, least);
        number = Vector128.ConditionalSelect(Vector128.LessThan(number, most), number, most);
        return (number + Vector128.Create(Rounder)).AsInt32() - Vector128.Create(Rounder).AsInt32();
    }

    /// <summary>Stores sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> numbers, ref byte to, int at, WeightFormat format)
    {
        if (format == WeightFormat.Int8) Avx512F.ConvertToVector128Byte(numbers + Vector512.Create(QuantisedFormat.Int8Zero)).StoreUnsafe(ref to, (nuint)at);
        else Avx512F.ConvertToVector256Int16(numbers).StoreUnsafe(ref Unsafe.As<byte, short>(ref to), (nuint)at);
    }

    /// <summary>Stores eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> numbers, ref byte to, int at, WeightFormat format)
    {
        // What narrowing does with numbers that do not fit differs between versions of .NET; these fit.
        if (format == WeightFormat.Int8)
        {
            Vector128<ushort> bytes = Vector128.Narrow(numbers.GetLower(), numbers.GetUpper()).AsUInt16() + Vector128.Create((ushort)QuantisedFormat.Int8Zero);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Vector128.Narrow(bytes, bytes).AsUInt64().ToScalar());
        }
        else
        {
            Vector128.Narrow(numbers.GetLower(), numbers.GetUpper()).StoreUnsafe(ref Unsafe.As<byte, short>(ref to), (nuint)at);
        }
    }

    /// <summary>Stores four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> numbers, ref byte to, int at, WeightFormat format)
    {
        Vector128<short> shorts = Vector128.Narrow(numbers, numbers);
        if (format == WeightFormat.Int8)
        {
            Vector128<ushort> bytes = shorts.AsUInt16() + Vector128.Create((ushort)QuantisedFormat.Int8Zero);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Vector128.Narrow(bytes, bytes).AsUInt32().ToScalar());
        }
        else
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref Unsafe.As<byte, short>(ref to), at)), shorts.AsUInt64().ToScalar());
        }
    }

    /// <summary>Stores one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(int number, ref byte to, int at, WeightFormat format)
    {
        if (format == WeightFormat.Int8) Unsafe.Add(ref to, at) = (byte)(QuantisedFormat.Int8Zero + number);
        else Unsafe.Add(ref Unsafe.As<byte, short>(ref to), at) = (short)number;
    }
}
