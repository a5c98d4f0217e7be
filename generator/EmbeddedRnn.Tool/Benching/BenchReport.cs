using System.Collections.Generic;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.Machine;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>What bench says; its JSON has these names.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="MacsPerStep">Multiply-accumulates of one step.</param>
/// <param name="Rounds">How often each code took its turn.</param>
/// <param name="Core">The core that all ran on, or null where the operating system cannot keep a thread on one.</param>
/// <param name="Results">The generated code first; hand-written code is missing where there is none for a kind of layer.</param>
/// <param name="Roofline">What this machine was measured to be able to.</param>
/// <param name="NoHandWritten">Why hand-written code is missing, or null.</param>
/// <param name="OnnxRuntime">The version of ONNX Runtime that took part, or null.</param>
internal sealed record BenchReport(
    string Model, string Hash, long MacsPerStep, int Rounds, int? Core, IReadOnlyList<BenchResult> Results, Roofline Roofline, string? NoHandWritten, string? OnnxRuntime)
{
    /// <summary>The roofline over the generated code's time.</summary>
    public double RooflineShare => Roofline.Nanoseconds / Results[0].Nanoseconds;
}

/// <summary>One code's times.</summary>
/// <param name="Code">"generated", "plain loops", ...</param>
/// <param name="Detail">The kernel of generated code; else "".</param>
/// <param name="Nanoseconds">A step, the fastest round.</param>
/// <param name="MedianNanoseconds">A step, the median round.</param>
/// <param name="Ratio">To the generated code's fastest round.</param>
/// <param name="BytesAllocated">A step, on the managed heap.</param>
/// <param name="Settled">True where two measurements in a row agreed before the rounds began.</param>
/// <param name="Unoptimised">Methods that took part and that the runtime had not optimised: with any, the times are not those of the code.</param>
internal sealed record BenchResult(
    string Code, string Detail, double Nanoseconds, double MedianNanoseconds, double Ratio, double BytesAllocated, bool Settled, IReadOnlyList<string> Unoptimised)
{
    public static BenchResult Of(Timing timing, double generated) => new(
        timing.Contender.Code, timing.Contender.Detail, timing.Nanoseconds, timing.Median, timing.Nanoseconds / generated, timing.BytesAllocated, timing.Settled, timing.Unoptimised);
}
