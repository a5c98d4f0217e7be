using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler;

/// <summary>The user's partial class that generated code completes.</summary>
public sealed class ClassTarget : IEquatable<ClassTarget>
{
    /// <summary>Makes the target.</summary>
    /// <param name="ns">The namespace, or "" for the global one.</param>
    /// <param name="containingTypes">Declarations of the types around the class, outermost first, such as "partial class Outer&lt;T&gt;".</param>
    /// <param name="name">The class's name as C# writes it (with @ where it needs one).</param>
    /// <param name="declaresParameterlessConstructor">True where the user's part has a constructor without parameters already.</param>
    /// <param name="isRecord">True where the user's part is a record.</param>
    /// <param name="declaresStreams">True where the user's part has a member named Streams, or is named so itself.</param>
    public ClassTarget(string ns, IReadOnlyList<string> containingTypes, string name, bool declaresParameterlessConstructor = false, bool isRecord = false, bool declaresStreams = false)
    {
        DeclaresStreams = declaresStreams;
        IsRecord = isRecord;
        Namespace = ns;
        ContainingTypes = containingTypes;
        Name = name;
        DeclaresParameterlessConstructor = declaresParameterlessConstructor;
    }

    /// <summary>The namespace, or "" for the global one.</summary>
    public string Namespace { get; }

    /// <summary>Declarations of the types around the class, outermost first.</summary>
    public IReadOnlyList<string> ContainingTypes { get; }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>True where the user's part has a constructor without parameters already.</summary>
    public bool DeclaresParameterlessConstructor { get; }

    /// <summary>True where the name Streams is taken: by a member of the user's part, or by the class itself.</summary>
    public bool DeclaresStreams { get; }

    /// <summary>True where the user's part is a record, and so every part must say record.</summary>
    public bool IsRecord { get; }

    /// <summary>The line that opens another part of the class.</summary>
    public string Declaration => $"partial {(IsRecord ? "record" : "class")} {Name}";

    /// <summary>A target from "Ns.Outer.Name": everything before the last dot is the namespace.</summary>
    public static ClassTarget Parse(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        return new ClassTarget(dot < 0 ? "" : fullName.Substring(0, dot), Array.Empty<string>(), fullName.Substring(dot + 1));
    }

    /// <inheritdoc/>
    public bool Equals(ClassTarget? other) =>
        other is not null && Namespace == other.Namespace && Name == other.Name
        && IsRecord == other.IsRecord
        && DeclaresStreams == other.DeclaresStreams
        && DeclaresParameterlessConstructor == other.DeclaresParameterlessConstructor
        && ContainingTypes.SequenceEqual(other.ContainingTypes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassTarget);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Namespace + "." + Name);
}
