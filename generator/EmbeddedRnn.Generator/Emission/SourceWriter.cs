using System.Text;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedRnn.Generator.Emission;

/// <summary>Hands generated files to the compilation.</summary>
internal static class SourceWriter
{
    public static void Add(SourceProductionContext output, EmittedClass annotated)
    {
        foreach (EmittedFile file in annotated.Files) output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8));
    }
}
