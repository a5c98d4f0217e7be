using System.Collections.Generic;

namespace EmbeddedRnn.Compiler;

/// <summary>From a model to the C# of the desktop profile.</summary>
public static class DesktopCompiler
{
    /// <summary>Generates the rest of the user's partial class.</summary>
    /// <param name="target">The class to complete.</param>
    /// <param name="model">The network: one cell. With <see cref="WeightSourceKind.Inline"/> it has its weights, else its shapes are enough.</param>
    /// <param name="weights">Where the class gets its weights from.</param>
    /// <returns>The class, and where the weights are inline a second file with them.</returns>
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, WeightSource weights) =>
        throw new System.NotImplementedException();
}
