using System;

namespace EmbeddedRnn.Generator;

/// <summary>A defect of the generator must not stop the build of everything else: it becomes a value that is reported.</summary>
internal static class Guard
{
    /// <summary>Runs something; an exception other than a cancellation goes to <paramref name="failed"/> as text.</summary>
    public static T Run<T>(Func<T> run, Func<string, T> failed)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return failed($"{exception.GetType().Name}: {exception.Message.Replace('\r', ' ').Replace('\n', ' ')}");
        }
    }
}
