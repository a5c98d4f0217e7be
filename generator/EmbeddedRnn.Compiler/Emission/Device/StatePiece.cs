namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>A stretch of an array that is kept from step to step.</summary>
/// <param name="Array">The field.</param>
/// <param name="At">Where the state starts in it.</param>
/// <param name="Length">Number of values.</param>
/// <param name="Initial">The field with the model's initial values, or null for zeros.</param>
/// <param name="Places">Binary places, where the values are whole numbers; null where they are real.</param>
/// <param name="Limit">Their largest magnitude.</param>
internal sealed record StatePiece(string Array, int At, int Length, string? Initial, int? Places = null, int Limit = 0);
