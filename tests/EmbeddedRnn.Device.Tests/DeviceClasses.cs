using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Classes of the device profile, compiled as C# 9 against <see cref="Mscorlib"/> alone.</summary>
internal static class DeviceClasses
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp9);

    /// <summary>The class of a model.</summary>
    public static Type Compile(Model model) => Compile([model])[0];

    /// <summary>The classes of many models together, which is faster than one by one.</summary>
    public static IReadOnlyList<Type> Compile(IReadOnlyList<Model> models)
    {
        var files = models.SelectMany((model, i) => DeviceCompiler.Compile(ClassTarget.Parse(Name(i)), model));
        Assembly assembly = Assembly.Load(Image(files.Select(file => file.Text)));
        return models.Select((_, i) => assembly.GetType(Name(i), throwOnError: true)!).ToArray();
    }

    /// <summary>An instance for each of many models.</summary>
    public static IEnumerable<DeviceNetwork> Create(IReadOnlyList<Model> models, int longestSequence = 64) =>
        models.Zip(Compile(models), (model, type) => new DeviceNetwork(model, type, longestSequence)).ToArray();

    /// <summary>An assembly of C# texts; no warning is allowed.</summary>
    public static byte[] Image(IEnumerable<string> texts)
    {
        var compilation = CSharpCompilation.Create(
            $"Generated{Guid.NewGuid():N}", texts.Select(text => CSharpSyntaxTree.ParseText(text, Language)), [Mscorlib.Reference],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Diagnostic[] found = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (found.Length > 0) throw new InvalidOperationException(string.Join("\n", found.Take(10)));
        return image.ToArray();
    }

    private static string Name(int index) => $"Generated.Network{index}";
}
