using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A model of the project.</summary>
/// <param name="Name">The item's name.</param>
/// <param name="Source">The model file's path as the project writes it.</param>
/// <param name="Content">The model text.</param>
internal sealed record ProjectModel(string Name, string Source, ModelContent Content) : IModelItem;
