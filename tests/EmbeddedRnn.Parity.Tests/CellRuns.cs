using System;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Steps of a class from where it is, with inputs that are the same at every call.</summary>
internal static class CellRuns
{
    public static float[] Inputs(Model model, int steps) => RandomModels.Inputs(steps, model.InputSize, 7).ToSingle();

    public static float[] Steps(CellCase cell, float[] inputs)
    {
        int inputSize = cell.Model.InputSize, outputSize = cell.Model.OutputSize;
        var outputs = new float[inputs.Length / inputSize * outputSize];
        for (int t = 0; t < inputs.Length / inputSize; t++)
            cell.Cell.Step(inputs.AsSpan(t * inputSize, inputSize), outputs.AsSpan(t * outputSize, outputSize));
        return outputs;
    }

    public static float[] State(CellCase cell)
    {
        var state = new float[cell.Model.StateSize];
        cell.Cell.CopyStateTo(state);
        return state;
    }
}
