using System.Collections;
using System.Runtime.CompilerServices;

namespace System
{
    public sealed class String
    {
        public static readonly string Empty;
        public String(char[] value) { }
        public String(char[] value, int startIndex, int length) { }
        public String(char c, int count) { }
        public int Length => throw null;
        [IndexerName("Chars")]
        public char this[int index] => throw null;
        public static int Compare(string a, string b) => throw null;
        public static string Concat(object a) => throw null;
        public static string Concat(object a, object b) => throw null;
        public static string Concat(object a, object b, object c) => throw null;
        public static string Concat(params object[] values) => throw null;
        public static string Concat(string a, string b) => throw null;
        public static string Concat(string a, string b, string c) => throw null;
        public static string Concat(string a, string b, string c, string d) => throw null;
        public static string Concat(params string[] values) => throw null;
        public static bool Equals(string a, string b) => throw null;
        public static string Format(string format, params object[] values) => throw null;
        public static bool IsNullOrEmpty(string value) => throw null;
        public static bool operator ==(string a, string b) => throw null;
        public static bool operator !=(string a, string b) => throw null;
        public int CompareTo(string other) => throw null;
        public bool Contains(string value) => throw null;
        public bool EndsWith(string value) => throw null;
        public override bool Equals(object other) => throw null;
        public IEnumerator GetEnumerator() => throw null;
        public int IndexOf(char value) => throw null;
        public int IndexOf(char value, int startIndex) => throw null;
        public int IndexOf(string value) => throw null;
        public int LastIndexOf(char value) => throw null;
        public int LastIndexOf(string value) => throw null;
        public string PadLeft(int width, char with) => throw null;
        public string PadRight(int width, char with) => throw null;
        public string[] Split(params char[] separators) => throw null;
        public bool StartsWith(string value) => throw null;
        public string Substring(int startIndex) => throw null;
        public string Substring(int startIndex, int length) => throw null;
        public char[] ToCharArray() => throw null;
        public string ToLower() => throw null;
        public override string ToString() => throw null;
        public string ToUpper() => throw null;
        public string Trim() => throw null;
        public string Trim(params char[] characters) => throw null;
    }

    public static class BitConverter
    {
        public static bool IsLittleEndian => throw null;
        public static long DoubleToInt64Bits(double value) => throw null;
        public static double Int64BitsToDouble(long value) => throw null;
        public static byte[] GetBytes(bool value) => throw null;
        public static byte[] GetBytes(short value) => throw null;
        public static byte[] GetBytes(ushort value) => throw null;
        public static byte[] GetBytes(int value) => throw null;
        public static byte[] GetBytes(uint value) => throw null;
        public static byte[] GetBytes(long value) => throw null;
        public static byte[] GetBytes(ulong value) => throw null;
        public static byte[] GetBytes(float value) => throw null;
        public static byte[] GetBytes(double value) => throw null;
        public static bool ToBoolean(byte[] bytes, int index) => throw null;
        public static short ToInt16(byte[] bytes, int index) => throw null;
        public static ushort ToUInt16(byte[] bytes, int index) => throw null;
        public static int ToInt32(byte[] bytes, int index) => throw null;
        public static uint ToUInt32(byte[] bytes, int index) => throw null;
        public static long ToInt64(byte[] bytes, int index) => throw null;
        public static ulong ToUInt64(byte[] bytes, int index) => throw null;
        public static float ToSingle(byte[] bytes, int index) => throw null;
        public static double ToDouble(byte[] bytes, int index) => throw null;
        public static string ToString(byte[] bytes) => throw null;
    }

    public static class Convert
    {
        public static byte[] FromBase64String(string text) => throw null;
        public static double ToDouble(string text) => throw null;
        public static float ToSingle(string text) => throw null;
        public static string ToBase64String(byte[] bytes) => throw null;
    }
}
