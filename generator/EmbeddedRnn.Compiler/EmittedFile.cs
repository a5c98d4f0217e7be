namespace EmbeddedRnn.Compiler;

/// <summary>One file of generated C#.</summary>
/// <param name="Name">A file name such as "Gesture.g.cs", unique within one class.</param>
/// <param name="Text">The C#, with \n line ends.</param>
public sealed record EmittedFile(string Name, string Text);
