using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>In the place of the real compiler: the class's declaration around a comment that names model and weights.</summary>
internal static class DeclarationCompiler
{
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, WeightSource weights, DesktopOptions options)
    {
        string text = string.Join("\n", target.ContainingTypes.Append(target.Declaration).Select(d => d + "\n{"))
            + $"\n    // {string.Join(" -> ", model.Layers.Select(l => l.Describe()))}; {model.ParameterCount} parameters; {weights.Kind} {weights.ResourceName}\n"
            + string.Concat(Enumerable.Repeat("}\n", target.ContainingTypes.Count + 1));
        if (target.Namespace.Length > 0) text = $"namespace {target.Namespace}\n{{\n{text}}}\n";
        return [new EmittedFile(target.Name.TrimStart('@') + ".g.cs", text)];
    }
}
