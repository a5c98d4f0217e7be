using System;

namespace EmbeddedRnn.Training;

/// <summary>A loss that is not a number, or that explodes. The message names the update, the step and the layer; the last checkpoint stays.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }
}
