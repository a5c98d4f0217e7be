using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Spectre.Console;

namespace EcgMonitor;

/// <summary>How far a piece of work is.</summary>
/// <param name="Count">How much is done.</param>
/// <param name="Line">What there is to say about it; null for nothing.</param>
internal readonly record struct Advance(int Count, string? Line = null);

/// <summary>
/// Shows how far a long piece of work is: nothing at first, then a bar on a terminal, or a line every ten per cent where
/// the output is a file or a pipe.
/// </summary>
internal static class Progress
{
    /// <summary>How long a piece of work may take without saying how far it is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Does the work.</summary>
    /// <param name="what">What it is, for the display.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="work">Does a part and tells how far it is, until there is no more.</param>
    /// <param name="output">Where lines go.</param>
    /// <param name="patience">See <see cref="Patience"/>.</param>
    public static void Show(string what, int total, IEnumerable<Advance> work, TextWriter output, TimeSpan patience)
    {
        using IEnumerator<Advance> parts = work.GetEnumerator();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < patience)
        {
            if (!parts.MoveNext()) return;
            if (parts.Current.Line is { } line) output.WriteLine(line);
        }
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        if (terminal) ShowBar(what, total, parts);
        else ShowLines(what, total, parts, output);
    }

    private static void ShowBar(string what, int total, IEnumerator<Advance> parts)
    {
        AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: total);
            while (parts.MoveNext())
            {
                task.Value = parts.Current.Count;
                // Through the console that draws the bar, so that the line comes to stand above it.
                if (parts.Current.Line is { } line) AnsiConsole.WriteLine(line);
            }
        });
    }

    private static void ShowLines(string what, int total, IEnumerator<Advance> parts, TextWriter output)
    {
        int shown = 0;
        while (parts.MoveNext())
        {
            if (parts.Current.Line is { } line) output.WriteLine(line);
            int tenths = (int)(10L * parts.Current.Count / total);
            if (tenths == shown) continue;
            shown = tenths;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {10 * tenths} %"));
        }
    }
}
