using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedRnn.Generator.Parsing;

/// <summary>What an attribute says and where it says it.</summary>
internal static class AttributeParser
{
    /// <summary>What the attribute says; null where an argument does not compile, which the compiler reports itself.</summary>
    public static CellSpec? Spec(AttributeData attribute, CellKind kind)
    {
        var given = new Dictionary<string, object?>();
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Value.Kind == TypedConstantKind.Error) return null;
            given[argument.Key] = argument.Value.Value;
        }
        if (WrittenArguments(attribute).Any(a => !given.ContainsKey(a.NameEquals!.Name.Identifier.ValueText))) return null;

        return new CellSpec(kind)
        {
            InputSize = Integer(SpecArguments.InputSize),
            HiddenSize = Integer(SpecArguments.HiddenSize),
            Model = Value(SpecArguments.Model) as string,
            Bias = Value(SpecArguments.Bias) as bool?,
            // An enum value without a name, such as the default, states nothing.
            Reset = Integer(SpecArguments.Reset) switch
            {
                (int)ResetPosition.After => ResetPosition.After,
                (int)ResetPosition.Before => ResetPosition.Before,
                _ => null,
            },
            Activation = Integer(SpecArguments.Activation) switch
            {
                (int)Activation.Tanh => Activation.Tanh,
                (int)Activation.Relu => Activation.Relu,
                _ => null,
            },
            Peepholes = Value(SpecArguments.Peepholes) as bool?,
            CoupledGate = Value(SpecArguments.CoupledGate) as bool?,
            ProjectionSize = Integer(SpecArguments.ProjectionSize),
        };

        object? Value(string name) => given.TryGetValue(name, out object? value) ? value : null;
        int? Integer(string name) => Value(name) as int?;
    }

    /// <summary>Where the attribute and its arguments stand.</summary>
    public static AttributeSites Sites(AttributeData attribute) => new(
        Places.Of(attribute.ApplicationSyntaxReference!),
        new EquatableArray<ArgumentSite>(WrittenArguments(attribute)
            .Select(a => new ArgumentSite(a.NameEquals!.Name.Identifier.ValueText, Places.Of(a)))));

    private static IEnumerable<AttributeArgumentSyntax> WrittenArguments(AttributeData attribute)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();
        return syntax.ArgumentList is null ? Enumerable.Empty<AttributeArgumentSyntax>()
            : syntax.ArgumentList.Arguments.Where(a => a.NameEquals is not null);
    }
}
