using System;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>Where an attribute and its arguments stand.</summary>
internal sealed record AttributeSites(LocationInfo Attribute, EquatableArray<ArgumentSite> Arguments)
{
    /// <summary>Where an argument stands; the attribute where it has no such argument.</summary>
    public LocationInfo Of(string? argument) => Arguments.FirstOrDefault(a => a.Name == argument)?.Location ?? Attribute;
}

/// <summary>Where one named argument stands, its name included.</summary>
internal sealed record ArgumentSite(string Name, LocationInfo Location) : IEquatable<ArgumentSite>;
