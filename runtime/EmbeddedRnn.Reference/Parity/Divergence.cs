using System.Collections.Generic;

namespace EmbeddedRnn.Reference;

/// <summary>The first place where the numbers part, and what explains it.</summary>
public sealed class Divergence
{
    internal Divergence(Deviation at) => At = at;

    internal Deviation At { get; }

    /// <summary>The first step with an error above the tolerance, from 0.</summary>
    public int Step => At.Step;

    /// <summary>The unit with the largest error in that step, from 0.</summary>
    public int Unit => At.Unit;

    /// <summary>What differs: "output", or "hidden state" or "cell state" where only the state that was copied out differs; of several layers, with the layer.</summary>
    public string Quantity => At.Quantity;

    /// <summary>The number that it should be.</summary>
    public double Expected => At.Expected;

    /// <summary>The number that it is.</summary>
    public double Actual => At.Actual;

    /// <summary>
    /// The gates each of which alone would explain the numbers of this step; first the one that explains most of
    /// <see cref="StepsExamined"/>, then the nearest. May be empty.
    /// </summary>
    public IReadOnlyList<GateSuspect> Suspects { get; internal set; } = new List<GateSuspect>();

    /// <summary>Number of steps that diverge on their own, taken from the class's own state, and were examined for gates; at most 50. 0 where nothing could be examined.</summary>
    public int StepsExamined { get; internal set; } = 1;

    /// <summary>The likeliest gate's name, or null.</summary>
    public string? Gate => Suspects.Count == 0 ? null : Suspects[0].Gate;

    /// <summary>The usual mistake that gives exactly these outputs, such as "the update and reset gates swapped", or null.</summary>
    public string? KnownMistake { get; internal set; }

    /// <summary>True where the class agrees with the reference, so that the model and the expected outputs disagree.</summary>
    public bool ReferenceDivergesToo { get; internal set; }

    /// <summary>True where this one step, taken from the same state, agrees with the reference: the error grew over earlier steps.</summary>
    public bool GrewOverSteps { get; internal set; }
}
