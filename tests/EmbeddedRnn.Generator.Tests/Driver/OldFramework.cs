using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>A framework of the few types that attributes need, and so one without vectors, as old ones are.</summary>
internal static class OldFramework
{
    public static MetadataReference Reference { get; } = CSharpCompilation.Create(
        "System.Private.CoreLib",
        [CSharpSyntaxTree.ParseText("""
            namespace System
            {
                public class Object { }
                public abstract class ValueType { }
                public abstract class Enum : ValueType { }
                public struct Void { }
                public struct Boolean { }
                public struct Int32 { }
                public sealed class String { }
                public abstract class Attribute { }
            }
            """)],
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();
}
