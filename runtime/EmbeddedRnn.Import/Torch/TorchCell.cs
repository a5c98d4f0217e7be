using System;
using System.Linq;

namespace EmbeddedRnn.Torch;

/// <summary>
/// Makes a cell of PyTorch's tensors. weight_ih is [G*H, I] and weight_hh is [G*H, R]; G tells the kind: RNN 1, GRU 3, LSTM 4.
/// An LSTM with a projection has weight_hr [R, H]; else R = H.
/// </summary>
/// <remarks>Source: the documentation of torch.nn.RNN, torch.nn.GRU and torch.nn.LSTM, "Variables".</remarks>
internal sealed class TorchCell(ITorchTensors file, CellNames names, ImportOptions options)
{
    private const int LstmGates = 4;

    // For each of our gates, which of PyTorch's it is. GRU: PyTorch r, z, n; ours z, r, n.
    private static readonly int[] GruGates = [1, 0, 2];

    public CellLayer Read()
    {
        TorchTensor inputWeights = Matrix(Required(names.InputWeights));
        TorchTensor recurrentWeights = Matrix(Required(names.RecurrentWeights));
        TorchTensor? projection = names.Projection is { } name && file.Find(name) is { } found ? Matrix(found) : null;
        (int gates, int hidden) = Sizes(recurrentWeights, projection);
        int rows = gates * hidden;
        if (inputWeights.Shape[0] != rows)
        {
            throw file.Error(inputWeights, FormattableString.Invariant(
                $"its shape is {inputWeights.ShapeText}, but {recurrentWeights.Place} is {recurrentWeights.ShapeText}: both must have as many rows."));
        }
        (TorchTensor? inputBias, TorchTensor? recurrentBias) = Biases(rows);
        var weights = new CellWeights
        {
            InputWeights = Renamed(TensorNames.InputWeights, inputWeights, gates),
            RecurrentWeights = Renamed(TensorNames.RecurrentWeights, recurrentWeights, gates),
            InputBias = inputBias is null ? null : Renamed(TensorNames.InputBias, inputBias, gates),
            RecurrentBias = recurrentBias is null ? null : Renamed(TensorNames.RecurrentBias, recurrentBias, gates),
            Projection = projection is null ? null : Renamed(TensorNames.Projection, projection, gates: 1),
        };
        int input = (int)inputWeights.Shape[1];
        return gates switch
        {
            1 => new RnnLayer(input, hidden, activation: null, weights),
            3 => new GruLayer(input, hidden, ResetPosition.After, weights),
            _ => new LstmLayer(input, hidden, coupled: false, weights),
        };
    }

    /// <summary>The number of gates and of units, from the recurrent weights.</summary>
    private (int Gates, int Hidden) Sizes(TorchTensor recurrentWeights, TorchTensor? projection)
    {
        long rows = recurrentWeights.Shape[0];
        long columns = recurrentWeights.Shape[1];
        if (projection is not null)
        {
            long units = projection.Shape[1];
            if (projection.Shape[0] == columns && rows % LstmGates == 0 && rows / LstmGates == units) return (LstmGates, (int)units);
            throw file.Error(projection,
                $"its shape is {projection.ShapeText}, but {recurrentWeights.Place} is {recurrentWeights.ShapeText}: with a projection (LSTM) they must be [P, H] and [4*H, P].");
        }
        if (rows % columns == 0 && rows / columns is 1 or 3 or LstmGates) return ((int)(rows / columns), (int)columns);
        throw file.Error(recurrentWeights,
            $"its shape is {recurrentWeights.ShapeText}, which is none of [H, H] (RNN), [3*H, H] (GRU) and [4*H, H] (LSTM).");
    }

    private (TorchTensor? Input, TorchTensor? Recurrent) Biases(int rows)
    {
        TorchTensor? input = file.Find(names.InputBias);
        TorchTensor? recurrent = file.Find(names.RecurrentBias);
        if (input is null && recurrent is not null) throw Missing(names.InputBias, names.RecurrentBias);
        if (input is not null && recurrent is null) throw Missing(names.RecurrentBias, names.InputBias);
        foreach (TorchTensor bias in new[] { input, recurrent }.OfType<TorchTensor>())
        {
            if (bias.Shape.Length != 1 || bias.Shape[0] != rows)
                throw file.Error(bias, FormattableString.Invariant($"its shape is {bias.ShapeText}, but the weights have {rows} rows: it must be [{rows}]."));
        }
        return (input, recurrent);
    }

    private TorchTensor Required(string name) => file.Find(name) ?? throw Missing(name, names.All.FirstOrDefault(n => file.Find(n) is not null));

    private ImportException Missing(string name, string? present) =>
        file.Error($"tensor {Printable.Name(name)} is missing; {(present is null ? "another layer has one in its place" : $"{Printable.Name(present)} is there")}.");

    private TorchTensor Matrix(TorchTensor tensor)
    {
        if (tensor.Shape.Length != 2 || tensor.Shape.Any(d => d is < 1 or > int.MaxValue))
            throw file.Error(tensor, $"its shape is {tensor.ShapeText}, but it must be a matrix of at least one row and one column.");
        return tensor;
    }

    private Tensor Renamed(string name, TorchTensor entry, int gates)
    {
        float[] values = file.Values(entry, options.AllowNonFinite);
        if (gates == GruGates.Length) values = Blocks.Reorder(values, GruGates);
        bool vector = entry.Shape.Length == 1;
        return new Tensor(name, vector ? 1 : (int)entry.Shape[0], (int)entry.Shape[^1], values);
    }
}
