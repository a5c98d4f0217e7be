namespace EmbeddedRnn.Reference;

/// <summary>
/// The outcome of a comparison. The error of a value is |actual - expected| / max(1, |expected|), and infinite where a
/// value that is not finite stands against another.
/// </summary>
public sealed class ParityResult
{
    private readonly Deviation largest;

    internal ParityResult(string comparison, double tolerance, int steps, int comparedSteps, Deviation largest, Divergence? first)
    {
        this.largest = largest;
        Tolerance = tolerance;
        Steps = steps;
        ComparedSteps = comparedSteps;
        FirstDivergence = first;
        Message = ParityMessage.Write(comparison, this);
    }

    /// <summary>The largest error that was allowed.</summary>
    public double Tolerance { get; }

    /// <summary>Number of steps in the sequence.</summary>
    public int Steps { get; }

    /// <summary>
    /// Number of steps that were compared. Fewer than <see cref="Steps"/> in a free run whose float and double references part, and
    /// where a step gate stood at its threshold, so that rounding decided it.
    /// </summary>
    public int ComparedSteps { get; }

    /// <summary>The largest error.</summary>
    public double LargestError => largest.Error;

    /// <summary>The step with the largest error, from 0.</summary>
    public int Step => largest.Step;

    /// <summary>The unit with the largest error, from 0.</summary>
    public int Unit => largest.Unit;

    /// <summary>The number that should stand where the largest error is.</summary>
    public double Expected => largest.Expected;

    /// <summary>The number that stands there.</summary>
    public double Actual => largest.Actual;

    /// <summary>What has the largest error: "output", "hidden state" or "cell state".</summary>
    public string Quantity => largest.Quantity ?? "output";

    /// <summary>The first step above the tolerance, or null where there is none.</summary>
    public Divergence? FirstDivergence { get; }

    /// <summary>True where an error was above the tolerance, or where no step could be compared.</summary>
    public bool Diverged => FirstDivergence is not null || ComparedSteps == 0;

    /// <summary>The outcome in words; for a divergence with the step, the unit, the gate and both values.</summary>
    public string Message { get; }

    /// <summary>Throws where the numbers diverged; else does nothing.</summary>
    /// <exception cref="ParityException">They did; its message is <see cref="Message"/>.</exception>
    public void ThrowIfDiverged()
    {
        if (Diverged) throw new ParityException(this);
    }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
