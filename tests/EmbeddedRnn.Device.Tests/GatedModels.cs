using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Cells whose gates can be exactly 0 or 1, and with weights large enough that they often are.</summary>
internal static class GatedModels
{
    private static readonly ActivationFunction[] Gates =
    [
        new(ActivationKind.HardSigmoid), new(ActivationKind.HardSigmoid, 1 / 6f, 0.5f), new(ActivationKind.HardSigmoid, 0.25f, 0.5f), new(ActivationKind.HardSigmoid, 0.5f, 0.5f),
        ActivationFunction.Step,
    ];

    private static readonly ActivationFunction[] Candidates = [ActivationFunction.Tanh, ActivationFunction.HardTanh, ActivationFunction.Relu];

    /// <summary>The cell of a number: GRU after and before, LSTM in all its forms, by turns.</summary>
    public static Model Create(int number)
    {
        CellOptions[] kinds = [.. CellOptions.Cells.Where(c => c.Kind != "rnn")];
        CellOptions options = kinds[number % kinds.Length] with { InputBias = number % 4 != 3, InitialState = number % 3 == 0 };
        return Create(options, 1 + number % 6, 2 + number % 9, Gates[number % Gates.Length], Candidates[number / 2 % Candidates.Length], 1 + 3 * (number % 3), number);
    }

    /// <summary>A cell of the given gates whose weights are so many times those of a wide random one.</summary>
    public static Model Create(CellOptions options, int inputs, int units, ActivationFunction gates, ActivationFunction candidate, float scale, int seed)
    {
        var cell = (CellLayer)RandomModels.Create(options, inputs, units, seed).Layers[0];
        var weights = new CellWeights
        {
            InputWeights = Scaled(cell.InputWeights, scale),
            RecurrentWeights = Scaled(cell.RecurrentWeights, scale),
            InputBias = cell.InputBias,
            RecurrentBias = cell.RecurrentBias,
            InitialHidden = cell.InitialHidden,
            Peepholes = (cell as LstmLayer)?.Peepholes,
            Projection = (cell as LstmLayer)?.Projection,
            InitialCell = (cell as LstmLayer)?.InitialCell,
        };
        string name = $"{(gates.Kind == ActivationKind.Step ? "step " : "")}{options} {inputs}x{units} {gates} {candidate} times {scale}";
        return cell is LstmLayer lstm
            ? new Model(name, new LstmLayer(inputs, units, lstm.Coupled, weights, gates, candidate))
            : new Model(name, new GruLayer(inputs, units, options.Reset, weights, gates, candidate));
    }

    private static Tensor Scaled(Tensor tensor, float scale) => new(tensor.Name, tensor.Rows, tensor.Columns, Array.ConvertAll(tensor.ToArray(), v => v * scale));
}
