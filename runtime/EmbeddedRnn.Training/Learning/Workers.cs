using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace EmbeddedRnn.Training;

/// <summary>Threads that share numbered pieces of work. Which thread takes which piece has no effect on the result; nothing is allocated.</summary>
internal sealed class Workers : IDisposable
{
    private readonly Action<int> work;
    private readonly Thread[] threads;
    private readonly SemaphoreSlim start = new(0);
    private readonly SemaphoreSlim done = new(0);
    private int count;
    private int next;
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

    /// <summary>Does the pieces 0, ..., count - 1 and returns when all are done.</summary>
    public void Run(int count)
    {
        this.count = count;
        next = -1;
        failure = null;
        int helpers = Math.Min(threads.Length, count - 1);
        if (helpers > 0) start.Release(helpers);
        Work();
        for (int i = 0; i < helpers; i++) done.Wait();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        ends = true;
        if (threads.Length > 0) start.Release(threads.Length);
        foreach (Thread thread in threads) thread.Join();
        start.Dispose();
        done.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            start.Wait();
            if (ends) return;
            Work();
            done.Release();
        }
    }

    private void Work()
    {
        try
        {
            for (int piece; (piece = Interlocked.Increment(ref next)) < count;) work(piece);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
    }
}
