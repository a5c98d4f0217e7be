using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>
/// Compiles as a .NET nanoFramework project does: C# 9, optimised, against its mscorlib alone, or against what a sample references
/// too. Code that compiles runs on .NET as well, whose own mscorlib leads to the real types.
/// </summary>
public static class NanoFramework
{
    /// <summary>The language of nanoFramework's project system.</summary>
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp9);

    /// <summary>The core library.</summary>
    public static MetadataReference Mscorlib { get; } = Reference("mscorlib");

    /// <summary>The core library and the others that samples use: System.Math and System.Device.Gpio.</summary>
    public static IReadOnlyList<MetadataReference> Libraries { get; } = [Mscorlib, Reference("System.Math"), Reference("System.Device.Gpio")];

    /// <summary>A library of C# texts against the core library alone; no warning is allowed.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">What the compiler said.</exception>
    public static byte[] Compile(params IEnumerable<string> texts) => Compile(texts, [Mscorlib], OutputKind.DynamicallyLinkedLibrary, Language);

    /// <summary>A program of C# texts against all the libraries; no warning is allowed.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">What the compiler said.</exception>
    public static byte[] CompileProgram(IEnumerable<string> texts) => Compile(texts, Libraries, OutputKind.ConsoleApplication, Language);

    /// <summary>An assembly of C# texts; no warning is allowed.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">What the compiler said.</exception>
    public static byte[] Compile(IEnumerable<string> texts, IEnumerable<MetadataReference> references, OutputKind kind, CSharpParseOptions language, bool allowUnsafe = false)
    {
        var compilation = CSharpCompilation.Create(
            $"Generated{Guid.NewGuid():N}", texts.Select(text => CSharpSyntaxTree.ParseText(text, language)), references,
            new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release, allowUnsafe: allowUnsafe));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Diagnostic[] found = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (found.Length > 0) throw new InvalidOperationException(string.Join("\n", found.Take(10)));
        return image.ToArray();
    }

    /// <summary>A library of declarations as a file's bytes.</summary>
    /// <param name="name">The assembly: "mscorlib".</param>
    public static byte[] Image(string name)
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".dll") ?? throw new InvalidOperationException($"{name}.dll is not in this assembly.");
        using var image = new MemoryStream();
        file.CopyTo(image);
        return image.ToArray();
    }

    private static PortableExecutableReference Reference(string name) => MetadataReference.CreateFromImage(Image(name));
}
