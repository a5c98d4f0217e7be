using System.Collections.Generic;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>What bench says; its JSON has these names.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="MacsPerStep">Multiply-accumulates of one step.</param>
/// <param name="Rounds">How often each code took its turn.</param>
/// <param name="Results">The generated code first; the plain loops are missing where there are none for a kind of layer.</param>
/// <param name="NoPlainLoops">Why the plain loops are missing, or null.</param>
internal sealed record BenchReport(string Model, string Hash, long MacsPerStep, int Rounds, IReadOnlyList<BenchResult> Results, string? NoPlainLoops);

/// <summary>One code's times.</summary>
/// <param name="Code">"generated" or "plain loops".</param>
/// <param name="Detail">The kernel of generated code; else "".</param>
/// <param name="Nanoseconds">A step, the fastest round.</param>
/// <param name="MedianNanoseconds">A step, the median round.</param>
/// <param name="BytesAllocated">A step, on the managed heap.</param>
/// <param name="Settled">True where two measurements in a row agreed before the rounds began; without that, the times may be those of code that the runtime had not optimised yet.</param>
internal sealed record BenchResult(string Code, string Detail, double Nanoseconds, double MedianNanoseconds, double BytesAllocated, bool Settled);
