using System;

namespace EmbeddedRnn.Reference;

/// <summary>One time step of the class under test, such as a generated cell's <c>Step</c>.</summary>
/// <param name="input">[InputSize].</param>
/// <param name="output">[OutputSize].</param>
public delegate void StepFunction(ReadOnlySpan<float> input, Span<float> output);

/// <summary>Copies the state out, such as a generated cell's <c>CopyStateTo</c>.</summary>
/// <param name="destination">[StateSize]: h, then c.</param>
public delegate void CopyStateFunction(Span<float> destination);

/// <summary>Sets the state, such as a generated cell's <c>SetState</c>.</summary>
/// <param name="state">[StateSize]: h, then c.</param>
public delegate void SetStateFunction(ReadOnlySpan<float> state);
