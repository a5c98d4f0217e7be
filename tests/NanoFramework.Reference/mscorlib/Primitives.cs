namespace System
{
    public class Object
    {
        public Object() { }
        public static bool Equals(object a, object b) => throw null;
        public static bool ReferenceEquals(object a, object b) => throw null;
        public virtual bool Equals(object other) => throw null;
        public virtual int GetHashCode() => throw null;
        public virtual string ToString() => throw null;
        public Type GetType() => throw null;
    }

    public abstract class ValueType
    {
        public override bool Equals(object other) => throw null;
    }

    public abstract class Enum : ValueType
    {
        public bool HasFlag(Enum flag) => throw null;
        public override string ToString() => throw null;
    }

    public struct Void { }
    public struct IntPtr { }
    public struct UIntPtr { }
    public struct RuntimeFieldHandle { }
    public struct RuntimeMethodHandle { }
    public struct RuntimeTypeHandle { }

    public struct Boolean
    {
        public static readonly string FalseString;
        public static readonly string TrueString;
        public override string ToString() => throw null;
    }

    public struct Char
    {
        public const char MaxValue = (char)0xFFFF;
        public const char MinValue = (char)0;
        public char ToLower() => throw null;
        public char ToUpper() => throw null;
        public override string ToString() => throw null;
    }

    public struct SByte
    {
        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;
        public static sbyte Parse(string text) => throw null;
        public static bool TryParse(string text, out sbyte value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Byte
    {
        public const byte MaxValue = 255;
        public const byte MinValue = 0;
        public static byte Parse(string text) => throw null;
        public static bool TryParse(string text, out byte value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Int16
    {
        public const short MaxValue = 32767;
        public const short MinValue = -32768;
        public static short Parse(string text) => throw null;
        public static bool TryParse(string text, out short value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct UInt16
    {
        public const ushort MaxValue = 65535;
        public const ushort MinValue = 0;
        public static ushort Parse(string text) => throw null;
        public static bool TryParse(string text, out ushort value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Int32
    {
        public const int MaxValue = 0x7FFFFFFF;
        public const int MinValue = -0x7FFFFFFF - 1;
        public static int Parse(string text) => throw null;
        public static bool TryParse(string text, out int value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct UInt32
    {
        public const uint MaxValue = 0xFFFFFFFF;
        public const uint MinValue = 0;
        public static uint Parse(string text) => throw null;
        public static bool TryParse(string text, out uint value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Int64
    {
        public const long MaxValue = 0x7FFFFFFFFFFFFFFF;
        public const long MinValue = -0x7FFFFFFFFFFFFFFF - 1;
        public static long Parse(string text) => throw null;
        public static bool TryParse(string text, out long value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct UInt64
    {
        public const ulong MaxValue = 0xFFFFFFFFFFFFFFFF;
        public const ulong MinValue = 0;
        public static ulong Parse(string text) => throw null;
        public static bool TryParse(string text, out ulong value) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Single
    {
        public const float MaxValue = 3.40282347E+38F;
        public const float MinValue = -3.40282347E+38F;
        public const float Epsilon = 1.401298E-45F;
        public const float PositiveInfinity = 1F / 0F;
        public const float NegativeInfinity = -1F / 0F;
        public const float NaN = 0F / 0F;
        public static bool IsInfinity(float value) => throw null;
        public static bool IsNaN(float value) => throw null;
        public static bool IsNegativeInfinity(float value) => throw null;
        public static bool IsPositiveInfinity(float value) => throw null;
        public static float Parse(string text) => throw null;
        public static bool TryParse(string text, out float value) => throw null;
        public int CompareTo(float other) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct Double
    {
        public const double MaxValue = 1.7976931348623157E+308;
        public const double MinValue = -1.7976931348623157E+308;
        public const double Epsilon = 4.9406564584124654E-324;
        public const double PositiveInfinity = 1D / 0D;
        public const double NegativeInfinity = -1D / 0D;
        public const double NaN = 0D / 0D;
        public static bool IsInfinity(double value) => throw null;
        public static bool IsNaN(double value) => throw null;
        public static bool IsNegativeInfinity(double value) => throw null;
        public static bool IsPositiveInfinity(double value) => throw null;
        public static double Parse(string text) => throw null;
        public static bool TryParse(string text, out double value) => throw null;
        public int CompareTo(double other) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }
}
