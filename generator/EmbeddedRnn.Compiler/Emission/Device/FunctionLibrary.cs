using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>The activation functions that a class calls, and so brings along.</summary>
internal sealed class FunctionLibrary
{
    private readonly SortedSet<string> needed = new(System.StringComparer.Ordinal);

    /// <summary>The functions so far.</summary>
    public IReadOnlyCollection<string> Names => needed;

    /// <summary>The expression of a function of a value, clipped before where there is a clip; it can stand as an operand.</summary>
    public string Call(ActivationFunction function, float? clip, string value)
    {
        if (clip is { } limit) value = Named("Clip", value, limit);
        string operand = value.Contains(" ") ? $"({value})" : value;
        return function.Kind switch
        {
            ActivationKind.Identity => value,
            ActivationKind.Affine => $"({Literal.Of(function.Alpha)} * {operand} + {Literal.Of(function.Beta)})",
            ActivationKind.ScaledTanh => $"({Literal.Of(function.Alpha)} * {Named("Tanh", $"{Literal.Of(function.Beta)} * {operand}")})",
            ActivationKind.Step => Named("StepGate", value),
            ActivationKind.HardTanh => Named("Clip", value, 1),
            ActivationKind.HardSigmoid => Named("HardSigmoid", value, function.Alpha, function.Beta),
            ActivationKind.LeakyRelu or ActivationKind.ThresholdedRelu or ActivationKind.Elu => Named(function.Kind.ToString(), value, function.Alpha),
            _ => Named(function.Kind.ToString(), value),
        };
    }

    /// <summary>Brings a function along.</summary>
    public void Require(string name)
    {
        if (needed.Add(name))
        {
            foreach (string other in FunctionTexts.CalledBy(name)) Require(other);
        }
    }

    /// <summary>All functions that were called, and those that they call.</summary>
    public void Emit(CodeWriter writer)
    {
        foreach (string name in needed)
        {
            writer.Line();
            writer.Line(FunctionTexts.Of(name));
        }
    }

    private string Named(string name, string value, params float[] parameters)
    {
        Require(name);
        return $"{name}({string.Join(", ", new[] { value }.Concat(parameters.Select(Literal.Of)))})";
    }
}
