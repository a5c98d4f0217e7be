namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>Values of one step in generated code: an array and the expression of where they start in it.</summary>
internal sealed record Slot(string Array, string At, int Width);
