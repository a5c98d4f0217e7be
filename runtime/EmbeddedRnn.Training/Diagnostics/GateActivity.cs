namespace EmbeddedRnn.Training;

/// <summary>What one gate did over all units and valid steps of a set.</summary>
/// <param name="Layer">The cell: "layer 1 (gru)".</param>
/// <param name="Gate">The gate's name from <see cref="CellLayer.Gates"/>.</param>
/// <param name="Mean">The mean value.</param>
/// <param name="Lowest">The share of values at the lower end of the function's range, exactly: a gate that is closed.</param>
/// <param name="Highest">The share of values at the upper end, exactly: a gate that is fully open.</param>
public sealed record GateActivity(string Layer, string Gate, double Mean, double Lowest, double Highest);
