using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace EmbeddedRnn.Training;

/// <summary>
/// Threads that share numbered pieces of work. Which thread takes which piece has no effect on the result; nothing is allocated.
/// Pieces can be shorter than the time to wake a thread, so one without work looks out for some before it sleeps; and nobody waits
/// for a thread that has not taken a piece.
/// </summary>
internal sealed class Workers : IDisposable
{
    // Some tenths of a millisecond: more than what lies between two updates.
    private const int Pause = 10;
    private static readonly int Looks = Environment.ProcessorCount > 1 ? 2000 : 0;

    private readonly Action<int> work;
    private readonly Thread[] threads;
    private readonly object ready = new();
    private readonly object done = new();
    private int count;
    private int left;
    private int finished;
    private Exception? failure;
    private volatile bool ends;

    /// <param name="threads">How many threads work, the caller's included.</param>
    /// <param name="work">Does the piece of a number.</param>
    public Workers(int threads, Action<int> work)
    {
        this.work = work;
        this.threads = new Thread[Math.Max(0, threads - 1)];
        for (int i = 0; i < this.threads.Length; i++)
        {
            this.threads[i] = new Thread(Loop) { IsBackground = true, Name = "training" };
            this.threads[i].Start();
        }
    }

    private bool HasWork => Volatile.Read(ref left) > 0 || ends;

    private bool IsDone => Volatile.Read(ref finished) == count;

    /// <summary>Does the pieces count - 1, ..., 0 and returns when all are done.</summary>
    public void Run(int count)
    {
        this.count = count;
        finished = 0;
        failure = null;
        Volatile.Write(ref left, count);
        if (threads.Length > 0 && count > 1) Wake(ready);
        Work();
        for (int look = 0; look < Looks && !IsDone; look++) Thread.SpinWait(Pause);
        lock (done)
        {
            while (!IsDone) Monitor.Wait(done);
        }
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        ends = true;
        Wake(ready);
        foreach (Thread thread in threads) thread.Join();
    }

    private void Loop()
    {
        while (!ends)
        {
            for (int look = 0; look < Looks && !HasWork; look++) Thread.SpinWait(Pause);
            lock (ready)
            {
                while (!HasWork) Monitor.Wait(ready);
            }
            Work();
        }
    }

    private void Work()
    {
        for (int piece; (piece = Take()) >= 0;)
        {
            try
            {
                work(piece);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }
            if (Interlocked.Increment(ref finished) == count) Wake(done);
        }
    }

    /// <summary>The number of a piece that nobody else takes, or -1 where none is left.</summary>
    private int Take()
    {
        int last = Volatile.Read(ref left);
        while (last > 0)
        {
            int seen = Interlocked.CompareExchange(ref left, last - 1, last);
            if (seen == last) return last - 1;
            last = seen;
        }
        return -1;
    }

    private static void Wake(object waiting)
    {
        lock (waiting) Monitor.PulseAll(waiting);
    }
}
