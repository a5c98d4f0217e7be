using System;

namespace EmbeddedRnn.Training;

/// <summary>How the learning rate changes over a run.</summary>
public enum LearningRateSchedule
{
    /// <summary>From the learning rate to 0 along half a cosine, update after update.</summary>
    Cosine,

    /// <summary>The same rate throughout.</summary>
    Constant,
}

/// <summary>The learning rate of an update.</summary>
internal static class LearningRates
{
    /// <param name="schedule">How it changes.</param>
    /// <param name="rate">The rate of the first update.</param>
    /// <param name="update">The update, from 0.</param>
    /// <param name="updates">Updates of the whole run.</param>
    public static double At(this LearningRateSchedule schedule, double rate, long update, long updates) => schedule switch
    {
        LearningRateSchedule.Cosine => rate * 0.5 * (1 + Math.Cos(Math.PI * update / updates)),
        _ => rate,
    };
}
