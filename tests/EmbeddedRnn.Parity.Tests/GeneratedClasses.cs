using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Classes generated and compiled in memory, one per structure of a model.</summary>
internal static class GeneratedClasses
{
    private static readonly ConcurrentDictionary<string, Type> Types = new();

    /// <summary>The framework and this project's own assemblies.</summary>
    public static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray();

    /// <summary>An engine for a model.</summary>
    public static Engine Engine(Model model, Kernel kernel, DesktopOptions? options = null, PlanChoices? forced = null)
    {
        Compile([model], options, forced);
        return new Engine(Types[Key(model, options, forced)], model, kernel);
    }

    /// <summary>The class of a model that was compiled.</summary>
    public static Type Type(Model model, DesktopOptions? options = null, PlanChoices? forced = null) => Types[Key(model, options, forced)];

    /// <summary>All kernels of a model's class.</summary>
    public static IEnumerable<Engine> Engines(Model model) => Engines(model, null);

    /// <summary>All kernels of a model's class with options.</summary>
    public static IEnumerable<Engine> Engines(Model model, DesktopOptions? options) => Tests.Engine.Kernels.Select(kernel => Engine(model, kernel, options));

    /// <summary>Compiles the classes of many models together, which is faster than one by one.</summary>
    public static void Compile(IEnumerable<Model> models, DesktopOptions? options = null, PlanChoices? forced = null)
    {
        Model[] missing = models.DistinctBy(m => Key(m, options, forced)).Where(m => !Types.ContainsKey(Key(m, options, forced))).ToArray();
        if (missing.Length == 0) return;
        var language = new CSharpParseOptions(LanguageVersion.CSharp12);
        var trees = new List<SyntaxTree>();
        for (int i = 0; i < missing.Length; i++)
        {
            foreach (EmittedFile file in DesktopCompiler.Compile(ClassTarget.Parse($"Generated.Cell{i}"), missing[i], WeightSource.RunTime, options ?? DesktopOptions.Default, forced))
                trees.Add(CSharpSyntaxTree.ParseText(file.Text, language, file.Name));
        }
        var compilation = CSharpCompilation.Create(
            $"Generated{Guid.NewGuid():N}", trees, References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(10)));
        Assembly assembly = Assembly.Load(image.ToArray());
        for (int i = 0; i < missing.Length; i++) Types[Key(missing[i], options, forced)] = assembly.GetType($"Generated.Cell{i}", throwOnError: true)!;
    }

    private static string Key(Model model, DesktopOptions? options, PlanChoices? forced) =>
        string.Join(" | ", model.Layers.Select(l => l.Structure).Append($"{options ?? DesktopOptions.Default} {forced}"));
}
