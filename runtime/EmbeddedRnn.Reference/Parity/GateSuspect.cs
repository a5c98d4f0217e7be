namespace EmbeddedRnn.Reference;

/// <summary>A gate that alone would explain a divergence, all others being as the reference has them.</summary>
/// <param name="Gate">The gate's name, from <see cref="CellLayer.Gates"/>, or "forget" for a coupled one.</param>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Unit">The unit, from 0; with a projection or a reset before the product it need not be the output's unit.</param>
/// <param name="PreActivation">What goes into the gate's activation in the reference.</param>
/// <param name="Value">The gate's value in the reference.</param>
/// <param name="Required">The value that it would need for the observed numbers; within its activation's range.</param>
public sealed record GateSuspect(string Gate, int Layer, int Unit, double PreActivation, double Value, double Required)
{
    /// <summary>In how many of <see cref="Divergence.StepsExamined"/> this gate alone, in whatever unit is worst there, explains the step.</summary>
    public int StepsExplained { get; init; } = 1;
}
