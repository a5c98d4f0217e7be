using System;

namespace EmbeddedRnn.Benchmarks.Contenders;

/// <summary>One implementation of a cell, stepping over the workload's inputs with its state carried.</summary>
internal abstract class Contender(string name, Workload work)
{
    protected Workload Work { get; } = work;

    public string Name { get; } = name;

    /// <summary>How many steps since the start: the next input is this modulo <see cref="Workload.Samples"/>.</summary>
    protected long Position { get; private set; }

    /// <summary>The hidden state after the last step.</summary>
    public abstract ReadOnlySpan<float> Hidden { get; }

    /// <summary>Takes the steps and returns a sum of outputs, so that nothing can be left out.</summary>
    public float Run(int steps)
    {
        var sum = RunFrom((int)(Position % Workload.Samples), steps);
        Position += steps;
        return sum;
    }

    public void Reset()
    {
        Position = 0;
        ResetState();
    }

    protected abstract float RunFrom(int sample, int steps);

    protected abstract void ResetState();
}
