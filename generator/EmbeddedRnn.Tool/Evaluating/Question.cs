using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Tool.Evaluating;

/// <summary>One sequence to measure on: its valid steps, and what should come out.</summary>
/// <param name="Inputs">[steps, InputSize].</param>
/// <param name="Label">The class of the last step; null for a series.</param>
/// <param name="Targets">[steps, OutputSize] of a series; empty where there is a label.</param>
internal sealed record Question(float[] Inputs, int? Label, ReadOnlyMemory<float> Targets);
