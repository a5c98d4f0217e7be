using System.Linq;

namespace EmbeddedRnn.Package.Tests;

/// <summary>
/// A network whose outputs are known without a reference: h' = ReLU(w * sum(x) + h), so every unit adds up its inputs.
/// With small whole numbers, every order of summation gives the same float.
/// </summary>
internal static class SummingModel
{
    public static Model Create(float weight, int inputSize = 2, int hiddenSize = 3) =>
        new("sum", new RnnLayer(inputSize, hiddenSize, Activation.Relu, new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, hiddenSize, inputSize, Enumerable.Repeat(weight, hiddenSize * inputSize).ToArray()),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, hiddenSize, hiddenSize, Identity(hiddenSize)),
            InputBias = new Tensor(TensorNames.InputBias, 1, hiddenSize, new float[hiddenSize]),
            RecurrentBias = new Tensor(TensorNames.RecurrentBias, 1, hiddenSize, new float[hiddenSize]),
        }));

    /// <summary>A program that steps each class twice with ones and prints its first and last unit, then the assembly's resources.</summary>
    public static string Program(int inputSize, int hiddenSize, params (string Class, string Model)[] cells) => $$"""
        using System;
        using EmbeddedRnn;

        {{string.Concat(cells.Select(c => $"[RnnCell(InputSize = {inputSize}, HiddenSize = {hiddenSize}, Activation = Activation.Relu, Model = \"{c.Model}\")]\npublic sealed partial class {c.Class} {{ }}\n"))}}

        static class Program
        {
            static void Main()
            {
                var x = new float[{{inputSize}}];
                var h = new float[{{hiddenSize}}];
                Array.Fill(x, 1f);
                {{string.Concat(cells.Select(c => $"var {c.Class.ToLowerInvariant()} = new {c.Class}(); for (int t = 0; t < 2; t++) {c.Class.ToLowerInvariant()}.Step(x, h);\n        Console.WriteLine(\"{c.Class} \" + h[0] + \" \" + h[^1]);\n"))}}
                foreach (string name in typeof(Program).Assembly.GetManifestResourceNames()) Console.WriteLine(name);
            }
        }
        """;

    private static float[] Identity(int size)
    {
        var values = new float[size * size];
        for (int i = 0; i < size; i++) values[i * size + i] = 1;
        return values;
    }
}
