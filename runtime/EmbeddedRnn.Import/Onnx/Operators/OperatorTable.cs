using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace EmbeddedRnn.Onnx;

/// <summary>The operators that are supported, by name. docs/formats.md lists them for readers.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Operator> Operators = new(StringComparer.Ordinal)
    {
        ["RNN"] = RecurrentOperator.Rnn,
        ["GRU"] = RecurrentOperator.Gru,
        ["LSTM"] = RecurrentOperator.Lstm,

        ["MatMul"] = LinearOperators.MatMul,
        ["Gemm"] = LinearOperators.Gemm,
        ["Conv"] = ConvolutionOperator.Conv,
        ["BatchNormalization"] = NormalizationOperator.BatchNormalization,
        ["Add"] = ArithmeticOperators.Add,
        ["Sub"] = ArithmeticOperators.Subtract,
        ["Mul"] = ArithmeticOperators.Multiply,
        ["Div"] = ArithmeticOperators.Divide,

        ["Sigmoid"] = c => ActivationOperators.Apply(c, ActivationKind.Sigmoid),
        ["Tanh"] = c => ActivationOperators.Apply(c, ActivationKind.Tanh),
        ["Relu"] = c => ActivationOperators.Apply(c, ActivationKind.Relu),
        ["LeakyRelu"] = c => ActivationOperators.Apply(c, ActivationKind.LeakyRelu),
        ["ThresholdedRelu"] = c => ActivationOperators.Apply(c, ActivationKind.ThresholdedRelu),
        ["HardSigmoid"] = c => ActivationOperators.Apply(c, ActivationKind.HardSigmoid),
        ["Elu"] = c => ActivationOperators.Apply(c, ActivationKind.Elu),
        ["Softsign"] = c => ActivationOperators.Apply(c, ActivationKind.Softsign),
        ["Softplus"] = c => ActivationOperators.Apply(c, ActivationKind.Softplus),
        ["PRelu"] = ActivationOperators.PRelu,
        ["Clip"] = ActivationOperators.Clip,
        ["Softmax"] = ActivationOperators.Softmax,

        ["Identity"] = ViewOperators.Identity,
        ["Dropout"] = ViewOperators.Dropout,
        ["Cast"] = ViewOperators.Cast,
        ["Transpose"] = ViewOperators.Transpose,
        ["Squeeze"] = ViewOperators.Squeeze,
        ["Unsqueeze"] = ViewOperators.Unsqueeze,
        ["Reshape"] = ReshapeOperators.Reshape,
        ["Flatten"] = ReshapeOperators.Flatten,
        ["Expand"] = ReshapeOperators.Expand,
        ["Slice"] = SelectionOperators.Slice,
        ["Gather"] = SelectionOperators.Gather,
        ["Split"] = SelectionOperators.Split,
        ["Concat"] = SelectionOperators.Concat,
        ["Pad"] = ConvolutionOperator.Pad,

        ["Shape"] = ShapeOperators.Shape,
        ["Constant"] = ShapeOperators.Constant,
        ["ConstantOfShape"] = ShapeOperators.ConstantOfShape,
        ["ConstantFill"] = ShapeOperators.ConstantFill,
        ["Equal"] = ShapeOperators.Equal,
        ["Where"] = ShapeOperators.Where,
    };

    public static bool TryFind(string name, [NotNullWhen(true)] out Operator? run) => Operators.TryGetValue(name, out run);
}
