namespace System
{
    public abstract class Delegate
    {
        public object Target => throw null;
        public static Delegate Combine(Delegate a, Delegate b) => throw null;
        public static Delegate Remove(Delegate source, Delegate value) => throw null;
        public override bool Equals(object other) => throw null;
    }

    public abstract class MulticastDelegate : Delegate
    {
        public override bool Equals(object other) => throw null;
    }

    public interface IAsyncResult { }

    public delegate void AsyncCallback(IAsyncResult result);
    public delegate void Action();
    public delegate void Action<in T>(T value);
    public delegate void Action<in T1, in T2>(T1 first, T2 second);
    public delegate TResult Func<out TResult>();
    public delegate TResult Func<in T, out TResult>(T value);
    public delegate void EventHandler(object sender, EventArgs e);

    public class EventArgs
    {
        public static readonly EventArgs Empty;
        public EventArgs() { }
    }

    public interface IDisposable
    {
        void Dispose();
    }
}
