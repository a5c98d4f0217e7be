using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Engines;

namespace EmbeddedRnn.Tool.Checking;

/// <summary>What check is asked.</summary>
/// <param name="Model">The network.</param>
/// <param name="Kind">What computes it.</param>
/// <param name="Inputs">[T, InputSize].</param>
/// <param name="Expected">[T, OutputSize].</param>
/// <param name="Tolerance">The largest error allowed.</param>
/// <param name="State">[StateSize], or null for the model's own initial state.</param>
/// <param name="TeacherForced">True to start each step from the expected output of the one before.</param>
internal sealed record Question(
    Model Model, EngineKind Kind, Sequence Inputs, Sequence Expected, double Tolerance, float[]? State, bool TeacherForced);
