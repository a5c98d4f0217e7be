using System.Collections.Generic;

namespace EmbeddedRnn.Benching;

/// <summary>What one contender needed.</summary>
/// <param name="Contender">The code.</param>
/// <param name="Nanoseconds">A step, the fastest round.</param>
/// <param name="Median">Nanoseconds a step, the median round.</param>
/// <param name="BytesAllocated">A step, on the managed heap.</param>
/// <param name="Settled">True where two measurements in a row agreed before the rounds began.</param>
/// <param name="Unoptimised">Methods that the runtime compiled for it and had not optimised by then.</param>
public sealed record Timing(Contender Contender, double Nanoseconds, double Median, double BytesAllocated, bool Settled, IReadOnlyList<string> Unoptimised);
