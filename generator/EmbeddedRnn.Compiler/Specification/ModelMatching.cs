using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Which of a project's models an attribute's Model = "..." means. Letters compare without case, slashes of both directions are one.</summary>
public static class ModelMatching
{
    /// <summary>
    /// The models that fit best: those of this name; else those whose path as the project writes it is this; else those of
    /// this file name; else those of this file name without its ending. More than one means that the name is ambiguous.
    /// </summary>
    /// <param name="wanted">The name as the attribute writes it.</param>
    /// <param name="models">The project's models.</param>
    public static IReadOnlyList<T> Find<T>(string wanted, IReadOnlyList<T> models)
        where T : IModelItem
    {
        string path = Path(wanted);
        var rules = new Func<T, bool>[]
        {
            m => Same(m.Name, wanted),
            m => Same(Path(m.Source), path),
            m => Same(FileName(m.Source), path),
            m => Same(NameOf(m.Source), path),
        };
        return rules.Select(rule => models.Where(rule).ToArray()).FirstOrDefault(fits => fits.Length > 0) ?? Array.Empty<T>();
    }

    /// <summary>True where an item that is known by its name alone can be what the attribute means.</summary>
    /// <param name="wanted">The name as the attribute writes it.</param>
    /// <param name="name">The item's name.</param>
    public static bool CanMean(string wanted, string name) =>
        Same(name, wanted) || Same(name, FileName(wanted)) || Same(name, NameOf(wanted));

    /// <summary>The part of a path after its last slash of either direction.</summary>
    public static string FileName(string path) => path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);

    /// <summary>The name that a model file gives its model: the file's name without its ending.</summary>
    public static string NameOf(string path)
    {
        string fileName = FileName(path);
        if (fileName.EndsWith(ModelText.Extension, StringComparison.OrdinalIgnoreCase))
            return fileName.Substring(0, fileName.Length - ModelText.Extension.Length);
        int dot = fileName.LastIndexOf('.');
        return dot <= 0 ? fileName : fileName.Substring(0, dot);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Path(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }
}

/// <summary>A model as the project lists it.</summary>
public interface IModelItem
{
    /// <summary>The item's name.</summary>
    string Name { get; }

    /// <summary>The file's path as the project writes it.</summary>
    string Source { get; }
}
