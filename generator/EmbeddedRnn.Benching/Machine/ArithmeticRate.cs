using System.Collections.Generic;

namespace EmbeddedRnn.Benching.Machine;

/// <summary>What one core computes where memory does not matter, measured.</summary>
public static class ArithmeticRate
{
    /// <summary>Measures on this thread.</summary>
    /// <returns>Multiply-accumulates a nanosecond, and nanoseconds a value of tanh, among many.</returns>
    public static (double MacsPerNanosecond, double ActivationNanoseconds) Measure()
    {
        IReadOnlyList<Timing> timings = Measurement.Of([new MultiplyAddProbe(), new ActivationProbe()]);
        return (Macs(timings[0]), Activation(timings[1]));
    }

    internal static double Macs(Timing timing) => MultiplyAddProbe.MacsAPass / timing.Nanoseconds;

    internal static double Activation(Timing timing) => timing.Nanoseconds / ActivationProbe.Values;
}
