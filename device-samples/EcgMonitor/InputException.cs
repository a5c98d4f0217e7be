using System;

namespace EcgMonitor;

/// <summary>What the user gave cannot be used. The message is one line that says what, where, and what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
