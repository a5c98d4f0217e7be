using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using EmbeddedRnn.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>A generated class, compiled in memory; disposing it lets the runtime unload it.</summary>
internal sealed class GeneratedCode : IDisposable
{
    private static readonly ClassTarget Target = ClassTarget.Parse("Generated.Network");

    private readonly AssemblyLoadContext context;

    private GeneratedCode(AssemblyLoadContext context, Type type) => (this.context, Type) = (context, type);

    public Type Type { get; }

    /// <summary>Generates the desktop profile's class for a model, with weights to be packed at run time, and compiles it.</summary>
    /// <exception cref="ArgumentException">The desktop profile cannot have this model; the message says why.</exception>
    public static GeneratedCode Desktop(Model model, DesktopOptions options, CancellationToken cancellation) =>
        Of(DesktopCompiler.Compile(Target, model, WeightSource.RunTime, options), LanguageVersion.CSharp12, cancellation);

    /// <summary>Generates the device profile's class for a model, with its weights, and compiles it.</summary>
    /// <exception cref="ArgumentException">The device profile cannot have this model; the message says why.</exception>
    public static GeneratedCode Device(Model model, DeviceOptions options, CancellationToken cancellation) =>
        Of(DeviceCompiler.Compile(Target, model, options), LanguageVersion.CSharp9, cancellation);

    /// <summary>A method of an instance with exactly a delegate's parameters, or null where it has none.</summary>
    public static T? Member<T>(object instance, string name)
        where T : Delegate
    {
        Type[] parameters = Array.ConvertAll(typeof(T).GetMethod("Invoke")!.GetParameters(), p => p.ParameterType);
        return instance.GetType().GetMethod(name, parameters)?.CreateDelegate<T>(instance);
    }

    public void Dispose() => context.Unload();

    /// <summary>Compiles files in the oldest language in which they must compile.</summary>
    private static GeneratedCode Of(IReadOnlyList<EmittedFile> files, LanguageVersion version, CancellationToken cancellation)
    {
        var language = new CSharpParseOptions(version);
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Generated",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, language, file.Name, cancellationToken: cancellation)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        EmitResult result = compilation.Emit(image, cancellationToken: cancellation);
        if (!result.Success)
        {
            throw new ToolException("the generated code does not compile, which is an error of this program: "
                + result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }
        image.Position = 0;
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        Assembly assembly = context.LoadFromStream(image);
        return new GeneratedCode(context, assembly.GetType($"{Target.Namespace}.{Target.Name}", throwOnError: true)!);
    }

    /// <summary>What this process runs on: the framework, and beside it the runtime library and the model.</summary>
    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "EmbeddedRnn.dll" or "EmbeddedRnn.Model.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
