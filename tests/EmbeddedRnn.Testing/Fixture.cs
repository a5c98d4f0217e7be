using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>A model with inputs and the outputs that another program computed for them.</summary>
/// <param name="Name">The folder and the name: "pytorch/gru-3x5-bias-state".</param>
/// <param name="Model">The model; it has no initial state of its own.</param>
/// <param name="Inputs">x, [T, InputSize].</param>
/// <param name="Expected">y in float64 arithmetic, [T, OutputSize].</param>
/// <param name="ExpectedSingle">y in float32 arithmetic, where the other program has that; else null.</param>
/// <param name="InitialState">[StateSize], h, then c; zero where the fixture gives none.</param>
public sealed record Fixture(string Name, Model Model, Sequence Inputs, Sequence Expected, Sequence? ExpectedSingle, float[] InitialState)
{
    public override string ToString() => Name;
}
