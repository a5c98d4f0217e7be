using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>
/// A core library with only what device code may use, all of which .NET nanoFramework's mscorlib 1.17 has: what is missing here
/// (double, Math, Span, generics, attributes) does not compile. Code compiled against it runs on .NET too, whose own mscorlib
/// leads to the real types.
/// </summary>
internal static class Mscorlib
{
    public const string Source =
        """
        namespace System
        {
            public class Object { public Object() { } public virtual string ToString() { return null; } }
            public abstract class ValueType { }
            public abstract class Enum : ValueType { }
            public abstract class Attribute { }
            public abstract class Delegate { }
            public abstract class MulticastDelegate : Delegate { }
            public struct Void { }
            public struct Boolean { }
            public struct Byte { }
            public struct Char { }
            public struct Int16 { }
            public struct Int32 { public override string ToString() { return null; } }
            public struct Int64 { }
            public struct Single
            {
                public const float PositiveInfinity = 1f / 0f;
                public const float NegativeInfinity = -1f / 0f;
                public const float NaN = 0f / 0f;
            }
            public struct RuntimeFieldHandle { }
            public sealed class String
            {
                public static string Concat(string a, string b) { return null; }
                public static string Concat(string a, string b, string c) { return null; }
                public static string Concat(string a, string b, string c, string d) { return null; }
                public static string Concat(string[] values) { return null; }
            }
            public abstract class Array
            {
                public int Length { get { return 0; } }
                public static void Copy(Array source, int sourceIndex, Array destination, int destinationIndex, int length) { }
                public static void Clear(Array array, int index, int length) { }
            }
            public class Exception { public Exception() { } public Exception(string message) { } }
            public class SystemException : Exception { public SystemException() { } public SystemException(string message) { } }
            public class ArgumentException : SystemException { public ArgumentException(string message) { } }
        }
        namespace System.Runtime.CompilerServices
        {
            public static class RuntimeHelpers
            {
                public static void InitializeArray(Array array, RuntimeFieldHandle handle) { }
            }
        }
        """;

    public static MetadataReference Reference { get; } = Build();

    private static MetadataReference Build()
    {
        var compilation = CSharpCompilation.Create(
            "mscorlib", [CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(LanguageVersion.CSharp9))],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
