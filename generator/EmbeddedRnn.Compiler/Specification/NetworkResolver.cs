using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Brings [RecurrentModel] and its model together: the whole network, as the file states it.</summary>
internal static class NetworkResolver
{
    /// <inheritdoc cref="SpecResolver.Resolve"/>
    public static SpecResolution Resolve(NetworkSpec spec, string className, Model? found)
    {
        var problems = new List<SpecProblem>();
        if (found is null)
        {
            problems.Add(SpecProblem.At(SpecArguments.Model, ProblemIds.NoModelNamed, className));
            return SpecResolution.Wrong(problems);
        }

        CheckSizes(found.Layers, "", problems);
        CheckActivation(spec, className, found, problems);
        if (problems.Count > 0) return SpecResolution.Wrong(problems);
        return new SpecResolution(spec.Activation is { } activation ? found.WithActivation(activation) : found);
    }

    /// <inheritdoc cref="SpecResolver.ResolvePending"/>
    /// <remarks>Nothing is known of the network but that it has weights and, as a rule, a state: the smallest such network.</remarks>
    public static SpecResolution ResolvePending(string modelName)
    {
        var cell = new CellSpec(CellKind.Rnn) { InputSize = 1, HiddenSize = 1, Activation = Activation.Tanh };
        var head = new DenseLayer(new Tensor(TensorNames.Weights, 1, 1, new float[1]));
        return new SpecResolution(new Model(modelName, ShapeModel.OfZeros(cell, modelName).Layers[0], head));
    }

    /// <summary>A cell in a network has the limits of a cell alone.</summary>
    private static void CheckSizes(IReadOnlyList<Layer> layers, string around, List<SpecProblem> problems)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            string number = around + (i + 1).ToString(CultureInfo.InvariantCulture);
            CheckSizes(layers[i].Inner, number + ".", problems);
            if (layers[i] is not CellLayer cell) continue;
            Check(SpecArguments.InputSize, cell.InputSize);
            Check(SpecArguments.HiddenSize, cell.HiddenSize);
            if (cell is LstmLayer { Projection: { } projection }) Check(SpecArguments.ProjectionSize, projection.Rows);

            void Check(string what, int size)
            {
                if (!SpecLimits.Allows(size)) problems.Add(SpecProblem.SizeOutOfRange(SpecArguments.Model, $"{what} of layer {number}", size));
            }
        }
    }

    /// <summary>The attribute's activation is for the layers that state none; where all state theirs, it may repeat it.</summary>
    private static void CheckActivation(NetworkSpec spec, string className, Model found, List<SpecProblem> problems)
    {
        RnnLayer[] plain = found.AllLayers.OfType<RnnLayer>().ToArray();
        if (plain.Any(l => l.Function is null))
        {
            if (spec.Activation is null) problems.Add(SpecProblem.ActivationNotStated(className));
            return;
        }
        if (spec.Activation is { } stated && plain.Length == 0)
        {
            problems.Add(SpecProblem.At(
                SpecArguments.Activation, ProblemIds.SpecAndModelDisagree, SpecArguments.Activation, $"Activation.{stated}", found.Name, "no plain RNN layer"));
        }
        problems.AddRange(plain.SelectMany(l => SpecAgreement.Activation(spec, found.Name, l)).Distinct());
    }
}
