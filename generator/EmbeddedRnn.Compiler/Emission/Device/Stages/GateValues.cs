namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// Which gates can be exactly 0 or exactly 1 by their definition. A sigmoid comes close to both and in float reaches them, but
/// not as a decision, and so is not asked.
/// </summary>
internal static class GateValues
{
    public static bool CanBeZero(ActivationFunction gate) => gate.Kind is ActivationKind.HardSigmoid;

    public static bool CanBeOne(ActivationFunction gate) => gate.Kind is ActivationKind.HardSigmoid;
}
