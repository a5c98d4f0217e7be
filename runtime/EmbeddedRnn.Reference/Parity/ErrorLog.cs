using System;

namespace EmbeddedRnn.Reference;

/// <summary>Keeps the largest error, and the first step above the tolerance with its worst unit.</summary>
internal sealed class ErrorLog
{
    private readonly double tolerance;

    public ErrorLog(double tolerance) => this.tolerance = tolerance;

    public Deviation Largest { get; private set; }

    public Deviation? First { get; private set; }

    public void Compare(int step, string quantity, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        bool divergedBefore = First is not null;
        for (int u = 0; u < expected.Length; u++)
        {
            var here = new Deviation(step, u, quantity, expected[u], actual[u]);
            if (here.Error > Largest.Error) Largest = here;
            if (here.Error > tolerance && !divergedBefore && here.Error > (First?.Error ?? 0)) First = here;
        }
    }
}
