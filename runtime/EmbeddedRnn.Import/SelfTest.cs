using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>Inputs and the outputs that the model in the same file must give for them, from its initial state.</summary>
/// <param name="Steps">Number of time steps T.</param>
/// <param name="Inputs">[T, InputSize], row-major.</param>
/// <param name="Expected">[T, OutputSize], row-major.</param>
public sealed record SelfTest(int Steps, IReadOnlyList<float> Inputs, IReadOnlyList<float> Expected);
