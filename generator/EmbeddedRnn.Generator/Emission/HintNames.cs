using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;

namespace EmbeddedRnn.Generator.Emission;

/// <summary>The names of generated files: unique in the project, where the compiler and some file systems see no difference of case.</summary>
internal static class HintNames
{
    /// <summary>
    /// The names that several classes would have, and those that stand within another's, where the second file of the outer
    /// class could be named like the first of the inner one. Sorted.
    /// </summary>
    public static EquatableArray<string> Clashing(IReadOnlyCollection<string> names)
    {
        var seen = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        return new(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1 || Outer(group.Key).Any(seen.Contains))
            .SelectMany(group => group).Distinct().OrderBy(name => name, StringComparer.Ordinal));
    }

    /// <summary>The class, its hint name made different from all others where it clashes.</summary>
    public static AnnotatedClass Settle(AnnotatedClass annotated, EquatableArray<string> clashing) =>
        clashing.Contains(annotated.HintName) ? annotated with { HintName = $"{annotated.HintName}-{Fingerprint(annotated.Target)}" } : annotated;

    /// <summary>The files under names that are unique in the project.</summary>
    public static EquatableArray<EmittedFile> Of(AnnotatedClass annotated, IEnumerable<EmittedFile> files) =>
        new(files.Select(file => file with { Name = Of(annotated, file) }));

    /// <summary>A generated file's name, such as "Ns.Outer.Gesture.Weights.g.cs", from that within the class, "Gesture.Weights.g.cs".</summary>
    private static string Of(AnnotatedClass annotated, EmittedFile file)
    {
        string name = annotated.Target.Name.TrimStart('@');
        string ending = file.Name.StartsWith(name + ".", StringComparison.Ordinal) ? file.Name.Substring(name.Length) : "." + file.Name;
        return annotated.HintName + ending;
    }

    private static IEnumerable<string> Outer(string name)
    {
        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1)) yield return name.Substring(0, dot);
    }

    /// <summary>FNV-1a of the class's full declaration: the same in every process, unlike string.GetHashCode.</summary>
    private static string Fingerprint(ClassTarget target)
    {
        uint hash = 2166136261;
        foreach (char c in $"{target.Namespace}|{string.Join("|", target.ContainingTypes)}|{target.Name}")
            hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
