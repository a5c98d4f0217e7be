namespace System
{
    public struct DateTime
    {
        public DateTime(long ticks) { }
        public static DateTime UtcNow => throw null;
        public long Ticks => throw null;
        public int Year => throw null;
        public int Month => throw null;
        public int Day => throw null;
        public int Hour => throw null;
        public int Minute => throw null;
        public int Second => throw null;
        public int Millisecond => throw null;
        public static TimeSpan operator -(DateTime a, DateTime b) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
    }

    public struct TimeSpan
    {
        public const long TicksPerMillisecond = 10000;
        public const long TicksPerSecond = 10000000;
        public static readonly TimeSpan Zero;
        public TimeSpan(long ticks) { }
        public TimeSpan(int hours, int minutes, int seconds) { }
        public long Ticks => throw null;
        public double TotalMilliseconds => throw null;
        public double TotalSeconds => throw null;
        public static TimeSpan FromMilliseconds(long value) => throw null;
        public static TimeSpan FromSeconds(long value) => throw null;
        public override string ToString() => throw null;
    }
}
