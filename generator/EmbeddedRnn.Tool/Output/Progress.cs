using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace EmbeddedRnn.Tool.Output;

/// <summary>Says how far a piece of work is, from 0 to 1, and what it is doing.</summary>
internal delegate void ReportProgress(string what, double done);

/// <summary>
/// Shows on a terminal how far work is that takes longer than two seconds; elsewhere nothing. The two seconds count from the first of a command's
/// pieces of work, so that many short ones are seen too.
/// </summary>
/// <param name="terminal">The terminal, or null where there is none.</param>
/// <param name="patience">How long work may take without showing anything, instead of the two seconds.</param>
internal sealed class Progress(IAnsiConsole? terminal, TimeSpan? patience = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch sinceFirst = new();

    /// <summary>Whether somebody looks.</summary>
    public bool IsShown => terminal is not null;

    public T While<T>(Func<ReportProgress, T> work)
    {
        if (terminal is null) return work((_, _) => { });
        (string What, double Done) now = ("working", 0);
        object gate = new();
        // On a thread of its own, so that a measurement is not interrupted for the display.
        Task<T> running = Task.Factory.StartNew(
            () => work((what, done) => { lock (gate) now = (what, done); }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        sinceFirst.Start();
        TimeSpan quiet = (patience ?? Patience) - sinceFirst.Elapsed;
        if (!Finished(running, quiet > TimeSpan.Zero ? quiet : TimeSpan.Zero)) Show(terminal, running, () => { lock (gate) return now; });
        return running.GetAwaiter().GetResult();
    }

    private static void Show(IAnsiConsole terminal, Task running, Func<(string What, double Done)> state) =>
        terminal.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).Start(context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(state().What));
            do
            {
                (string what, double done) = state();
                bar.Description = Markup.Escape(what);
                bar.Value = 100 * done;
            }
            while (!Finished(running, Interval));
        });

    private static bool Finished(Task task, TimeSpan time) => Task.WaitAny([task], time) == 0;
}
