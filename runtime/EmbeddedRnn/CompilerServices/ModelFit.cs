using System;
using System.ComponentModel;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Whether a model given at run time fits a generated class. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelFit
{
    /// <summary>Demands a model of the structure that a class was generated for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="className">The generated class, for the message.</param>
    /// <param name="structure">The structure it was generated for: <see cref="Layer.Structure"/> of every layer.</param>
    /// <exception cref="ArgumentException">Another structure; the message names both.</exception>
    public static void Require(Model model, string className, string structure)
    {
        ArgumentNullException.ThrowIfNull(model);
        string given = string.Join(" | ", model.Layers.Select(l => l.Structure));
        if (given != structure && WithActivationOf(structure, given) != structure)
        {
            throw new ArgumentException(
                $"the model '{model.Name}' does not fit the class {className}. The class was generated for: {structure}. The model is: {given}.", nameof(model));
        }
        if (!model.HasWeights) throw new ArgumentException($"the model '{model.Name}' carries shapes only; read it together with its weights.", nameof(model));
    }

    /// <summary>All weights but initial states, tensor after tensor.</summary>
    public static float[] Weights(Model model)
    {
        Tensor[] tensors = model.Layers.SelectMany(l => l.Tensors).Where(t => t.Name is not (TensorNames.InitialHidden or TensorNames.InitialCell)).ToArray();
        var weights = new float[tensors.Sum(t => t.Count)];
        int at = 0;
        foreach (Tensor tensor in tensors)
        {
            tensor.CopyTo(weights, at);
            at += tensor.Count;
        }
        return weights;
    }

    /// <summary>A model's identity in a saved state: the first 8 bytes of its hash.</summary>
    public static ulong Identity(Model model) => ulong.Parse(model.Hash.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // A file that does not carry an RNN's activation fits whatever the class was generated with.
    private static string WithActivationOf(string structure, string given)
    {
        const string Unstated = "activation unstated";
        string stated = structure.Split("; ").FirstOrDefault(p => p.StartsWith("activation ", StringComparison.Ordinal)) ?? Unstated;
        return given.Replace(Unstated, stated, StringComparison.Ordinal);
    }
}
