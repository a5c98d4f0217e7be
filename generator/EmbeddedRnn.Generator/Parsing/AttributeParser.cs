using System;
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
    /// <param name="attribute">The attribute.</param>
    /// <param name="kind">The cell that it asks for; null for a whole network.</param>
    public static ClassSpec? Spec(AttributeData attribute, CellKind? kind)
    {
        var given = new Dictionary<string, TypedConstant>();
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments) given[argument.Key] = argument.Value;
        if (kind is null)
        {
            // The one argument of the constructor.
            if (attribute.ConstructorArguments.Length != 1) return null;
            given[SpecArguments.Model] = attribute.ConstructorArguments[0];
        }
        if (given.Values.Any(value => value.Kind == TypedConstantKind.Error)) return null;
        if (WrittenArguments(attribute).Any(a => NameOf(a, kind) is { } name && !given.ContainsKey(name))) return null;

        ClassSpec spec = kind is { } cell ? Cell(cell, given) : new NetworkSpec
        {
            // A name of blanks is none.
            Model = Value(given, SpecArguments.Model) is string model && model.Trim().Length > 0 ? model : null,
            Activation = Activation(given),
            Gates = Gates(given),
            Profile = Profile(given),
            DeviceIlBudget = Integer(given, SpecArguments.DeviceIlBudget),
            CountMacs = Value(given, SpecArguments.CountMacs) as bool? == true,
        };
        return spec with
        {
            Weights = Integer(given, SpecArguments.WeightFormat) is { } format && Enum.IsDefined(typeof(WeightFormat), format) ? (WeightFormat)format : WeightFormat.Float32,
            Skipping = Integer(given, SpecArguments.Skipping) is { } skipping && Enum.IsDefined(typeof(Skipping), skipping) ? (Skipping)skipping : Skipping.Auto,
            MeasureOn = Value(given, SpecArguments.MeasureOn) as string is { } inputs && inputs.Trim().Length > 0 ? inputs.Trim() : null,
            CountSaturated = Value(given, SpecArguments.CountSaturated) is true,
            Streams = Value(given, SpecArguments.Streams) is not false,
            Activations = Integer(given, SpecArguments.ActivationPrecision) == (int)ActivationPrecision.Fast ? ActivationPrecision.Fast : ActivationPrecision.Exact,
        };
    }

    /// <summary>Where the attribute and its arguments stand.</summary>
    public static AttributeSites Sites(AttributeData attribute, CellKind? kind) => new(
        Places.Of(attribute.ApplicationSyntaxReference!),
        new EquatableArray<ArgumentSite>(
            from argument in WrittenArguments(attribute)
            let name = NameOf(argument, kind)
            where name is not null
            select new ArgumentSite(name, Places.Of(argument))));

    private static CellSpec Cell(CellKind kind, Dictionary<string, TypedConstant> given)
    {
        return new CellSpec(kind)
        {
            InputSize = Integer(given, SpecArguments.InputSize),
            HiddenSize = Integer(given, SpecArguments.HiddenSize),
            Model = Value(given, SpecArguments.Model) as string,
            Bias = Value(given, SpecArguments.Bias) as bool?,
            // An enum value without a name, such as the default, states nothing.
            Reset = Integer(given, SpecArguments.Reset) switch
            {
                (int)ResetPosition.After => ResetPosition.After,
                (int)ResetPosition.Before => ResetPosition.Before,
                _ => null,
            },
            Activation = Activation(given),
            Gates = Gates(given),
            Profile = Profile(given),
            DeviceIlBudget = Integer(given, SpecArguments.DeviceIlBudget),
            CountMacs = Value(given, SpecArguments.CountMacs) as bool? == true,
            Peepholes = Value(given, SpecArguments.Peepholes) as bool?,
            CoupledGate = Value(given, SpecArguments.CoupledGate) as bool?,
            ProjectionSize = Integer(given, SpecArguments.ProjectionSize),
        };
    }

    private static Activation? Activation(Dictionary<string, TypedConstant> given) => Integer(given, SpecArguments.Activation) switch
    {
        (int)EmbeddedRnn.Activation.Tanh => EmbeddedRnn.Activation.Tanh,
        (int)EmbeddedRnn.Activation.Relu => EmbeddedRnn.Activation.Relu,
        _ => null,
    };

    private static Profile? Profile(Dictionary<string, TypedConstant> given) => Integer(given, SpecArguments.Profile) switch
    {
        (int)Compiler.Specification.Profile.Desktop => Compiler.Specification.Profile.Desktop,
        (int)Compiler.Specification.Profile.Device => Compiler.Specification.Profile.Device,
        _ => null,
    };

    private static GateSpec Gates(Dictionary<string, TypedConstant> given)
    {
        ActivationFunction? Function(string name) =>
            Integer(given, name) is { } value && Enum.IsDefined(typeof(Gate), value) ? GateFamilies.Function((Gate)value) : null;

        return new GateSpec
        {
            All = Function(SpecArguments.Gates),
            Update = Function(SpecArguments.UpdateGate),
            Reset = Function(SpecArguments.ResetGate),
            Input = Function(SpecArguments.InputGate),
            Forget = Function(SpecArguments.ForgetGate),
            Output = Function(SpecArguments.OutputGate),
            Candidate = Integer(given, SpecArguments.Candidate) is { } value && Enum.IsDefined(typeof(Candidate), value)
                ? GateFamilies.Function((Candidate)value)
                : null,
        };
    }

    private static object? Value(Dictionary<string, TypedConstant> given, string name) =>
        given.TryGetValue(name, out TypedConstant value) ? value.Value : null;

    private static int? Integer(Dictionary<string, TypedConstant> given, string name) => Value(given, name) as int?;

    /// <summary>The name of the property that an argument sets; without one it is the model of a network, and of a cell nothing.</summary>
    private static string? NameOf(AttributeArgumentSyntax argument, CellKind? kind) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? (kind is null ? SpecArguments.Model : null);

    private static IEnumerable<AttributeArgumentSyntax> WrittenArguments(AttributeData attribute)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();
        return syntax.ArgumentList is null ? Enumerable.Empty<AttributeArgumentSyntax>() : syntax.ArgumentList.Arguments;
    }
}
