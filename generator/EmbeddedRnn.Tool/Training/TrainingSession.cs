using System;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>Runs a trainer and shows how far it is: a bar on a terminal, a line an epoch elsewhere.</summary>
internal static class TrainingSession
{
    /// <param name="console">Where to show it.</param>
    /// <param name="what">What stands before each line; empty for a single run.</param>
    /// <param name="trainer">The run.</param>
    /// <param name="epochEnded">Called after each epoch, before it is shown.</param>
    /// <param name="everyEpoch">False to write only the last epoch's line where there is no terminal.</param>
    /// <param name="remaining">How much time is left after an epoch, where this run is not all there is to do.</param>
    /// <exception cref="ToolException">The run cannot begin, or diverged.</exception>
    public static TrainingResult Run(
        ToolConsole console, string what, Trainer trainer, Action<EpochReport>? epochEnded = null, bool everyEpoch = true, Func<EpochReport, TimeSpan>? remaining = null)
    {
        string line = what + "the first epoch";
        int epochs = 1;
        return console.Progress.While(report =>
        {
            report(line, 0);
            trainer.UpdateEnded = update => report(line, (update.Epoch - 1 + (double)update.Update / update.Updates) / Math.Max(epochs, update.Epoch));
            trainer.EpochEnded = epoch =>
            {
                epochs = epoch.Epochs;
                epochEnded?.Invoke(epoch);
                if (remaining is not null) epoch = epoch with { Remaining = remaining(epoch) };
                line = what + EpochText.Short(epoch);
                report(line, (double)epoch.Epoch / epoch.Epochs);
                if (!console.Progress.IsShown && (everyEpoch || epoch.Epoch == epoch.Epochs)) console.Output.WriteLine(what + EpochText.Line(epoch));
            };
            return Guard(() => trainer.Train(console.Cancellation));
        });
    }

    /// <summary>What the library refuses, as the user's error.</summary>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is SpecException or TrainingDivergedException)
        {
            throw new ToolException(exception.Message, exception);
        }
        catch (ArgumentException exception)
        {
            throw new ToolException(exception.Message.Split(" (Parameter", 2)[0], exception);
        }
        catch (NotSupportedException exception)
        {
            throw new ToolException(exception.Message, exception);
        }
    }
}
