namespace EmbeddedRnn.Reference;

/// <summary>A model with one deliberate mistake in it.</summary>
/// <param name="Description">The mistake, to stand after "this model with": "the update and reset gates swapped".</param>
/// <param name="Model">The model with the mistake.</param>
public sealed record Mutation(string Description, Model Model);
