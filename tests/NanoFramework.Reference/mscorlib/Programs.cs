namespace System
{
    public static class Console
    {
        public static void Write(string value) { }
        public static void WriteLine() { }
        public static void WriteLine(string value) { }
    }

    public static class GC
    {
        public static void SuppressFinalize(object obj) { }
        public static void WaitForPendingFinalizers() { }
    }

    public class Random
    {
        public Random() { }
        public Random(int seed) { }
        public virtual int Next() => throw null;
        public virtual int Next(int maxValue) => throw null;
        public virtual void NextBytes(byte[] buffer) { }
        public virtual double NextDouble() => throw null;
    }
}

namespace System.Diagnostics
{
    public static class Debug
    {
        public static void Assert(bool condition) { }
        public static void Assert(bool condition, string message) { }
        public static void Write(string message) { }
        public static void WriteLine() { }
        public static void WriteLine(string message) { }
    }

    public static class Debugger
    {
        public static bool IsAttached => throw null;
        public static void Break() { }
    }
}

namespace System.Threading
{
    public delegate void ThreadStart();

    public sealed class Thread
    {
        public Thread(ThreadStart start) { }
        public static Thread CurrentThread => throw null;
        public bool IsAlive => throw null;
        public int ManagedThreadId => throw null;
        public static void Sleep(int milliseconds) { }
        public static void Sleep(TimeSpan time) { }
        public void Join() { }
        public bool Join(int milliseconds) => throw null;
        public void Start() { }
    }

    public static class Timeout
    {
        public const int Infinite = -1;
    }

    public static class Monitor
    {
        public static void Enter(object obj) { }
        public static void Exit(object obj) { }
    }

    public static class Interlocked
    {
        public static int CompareExchange(ref int location, int value, int comparand) => throw null;
        public static int Decrement(ref int location) => throw null;
        public static int Exchange(ref int location, int value) => throw null;
        public static int Increment(ref int location) => throw null;
    }
}
