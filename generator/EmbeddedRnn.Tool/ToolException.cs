using System;

namespace EmbeddedRnn.Tool;

/// <summary>An input that a command refuses; the message is the line that the user sees.</summary>
internal sealed class ToolException(string message) : Exception(message);
