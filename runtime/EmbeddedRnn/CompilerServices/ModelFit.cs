using System;
using System.ComponentModel;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Whether a model given at run time fits a generated class. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelFit
{
    /// <summary>The model's only layer, where its structure is the class's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="className">The generated class, for the message.</param>
    /// <param name="structure">The structure it was generated for: <see cref="Layer.Structure"/>.</param>
    /// <exception cref="ArgumentException">Another structure; the message names both.</exception>
    public static CellLayer Require(Model model, string className, string structure)
    {
        ArgumentNullException.ThrowIfNull(model);
        string given = string.Join("; ", model.Layers.Select(l => l.Structure));
        if (model.Layers.Count == 1 && model.Layers[0] is CellLayer cell && (given == structure || WithActivationOf(structure, given) == structure))
        {
            if (!model.HasWeights) throw new ArgumentException($"the model '{model.Name}' carries shapes only; read it together with its weights.", nameof(model));
            return cell;
        }
        throw new ArgumentException(
            $"the model '{model.Name}' does not fit the class {className}. The class was generated for: {structure}. The model is: {given}.", nameof(model));
    }

    /// <summary>A model's identity in a saved state: the first 8 bytes of its hash.</summary>
    public static ulong Identity(Model model) => ulong.Parse(model.Hash.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The state before the first step: the model's own, or null for zeros.</summary>
    public static float[]? InitialState(CellLayer cell)
    {
        Tensor? initialCell = (cell as LstmLayer)?.InitialCell;
        if (cell.InitialHidden is null && initialCell is null) return null;
        var state = new float[cell.StateSize];
        cell.InitialHidden?.CopyTo(state, 0);
        initialCell?.CopyTo(state, cell.OutputSize);
        return state;
    }

    // A file that does not carry an RNN's activation fits whatever the class was generated with.
    private static string WithActivationOf(string structure, string given)
    {
        const string Unstated = "activation unstated";
        string stated = structure.Split("; ").FirstOrDefault(p => p.StartsWith("activation ", StringComparison.Ordinal)) ?? Unstated;
        return given.Replace(Unstated, stated, StringComparison.Ordinal);
    }
}
