using System;

namespace EmbeddedRnn.Tool;

/// <summary>An input that a command refuses; the message is the line that the user sees.</summary>
internal sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Passes on what a library says about what it was given, without its name for the parameter.</summary>
    /// <param name="place">Where the user meets it: a file, an option, an engine.</param>
    /// <param name="exception">What the library said.</param>
    public static ToolException From(string place, Exception exception)
    {
        string reason = exception.Message;
        if (exception is ArgumentException { ParamName: { } parameter }) reason = reason.Replace($" (Parameter '{parameter}')", "");
        return new ToolException($"{place}: {reason}", exception);
    }
}
