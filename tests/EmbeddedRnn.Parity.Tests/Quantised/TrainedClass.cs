using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>A class that was generated with its weights, compiled in memory.</summary>
internal sealed class TrainedClass
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private TrainedClass(byte[] image)
    {
        ImageBytes = image.Length;
        Type = Assembly.Load(image).GetType("Trained.Network", throwOnError: true)!;
    }

    /// <summary>Bytes of an assembly with this class and nothing else.</summary>
    public int ImageBytes { get; }

    public Type Type { get; }

    public static TrainedClass Of(Model model, DesktopOptions options, WeightSource? weights = null)
    {
        var language = new CSharpParseOptions(LanguageVersion.CSharp12);
        IReadOnlyList<EmittedFile> files = DesktopCompiler.Compile(ClassTarget.Parse("Trained.Network"), model, weights ?? WeightSource.Inline, options);
        var compilation = CSharpCompilation.Create(
            $"Trained{Guid.NewGuid():N}", files.Select(f => CSharpSyntaxTree.ParseText(f.Text, language, f.Name)), GeneratedClasses.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(10)));
        return new TrainedClass(image.ToArray());
    }

    /// <summary>What a kernel reads of the weights that the class carries.</summary>
    public float[] Embedded(Kernel kernel) => Values(Packed.GetMethod("LoadEmbedded", Any)!.Invoke(null, [kernel])!);

    /// <summary>What a kernel reads of weights that are given at run time.</summary>
    public float[] Given(Model model, Kernel kernel) => Values(Engine.Pack(Type, model, kernel));

    private Type Packed => Type.GetNestedType("PackedWeights", Any)!;

    private float[] Values(object packed)
    {
        var buffer = (AlignedBuffer)Packed.GetField("stream", Any)!.GetValue(packed)!;
        var values = (float[])typeof(AlignedBuffer).GetField("array", Any)!.GetValue(buffer)!;
        var offset = (nint)typeof(AlignedBuffer).GetField("offset", Any)!.GetValue(buffer)!;
        return values[(int)offset..^(32 - (int)offset)];
    }
}
