using System;

namespace EmbeddedRnn.Training;

/// <summary>Dropout behind a layer, while training only.</summary>
/// <param name="AfterLayer">The layer's index in <see cref="Model.AllLayers"/>.</param>
/// <param name="Rate">The probability that a value is dropped, from 0 to below 1.</param>
public sealed record Dropout(int AfterLayer, double Rate);
