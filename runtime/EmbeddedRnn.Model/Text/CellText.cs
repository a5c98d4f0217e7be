using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>The recurrent cells in model text.</summary>
internal static class CellText
{
    private const string Input = "input";
    private const string Hidden = "hidden";
    private const string Activation = "activation";
    private const string Unstated = "unstated";
    private const string Reset = "reset";
    private const string Coupled = "coupled";
    private const string Gates = "gate-activation";
    private const string Candidate = "candidate-activation";
    private const string Output = "output-activation";
    private const string Clip = "clip";

    private static readonly string[] CommonTensors =
        { TensorNames.InputWeights, TensorNames.RecurrentWeights, TensorNames.InputBias, TensorNames.RecurrentBias, TensorNames.InitialHidden };

    private static readonly string[] LstmTensors =
    {
        TensorNames.InputWeights, TensorNames.RecurrentWeights, TensorNames.InputBias, TensorNames.RecurrentBias,
        TensorNames.Peepholes, TensorNames.Projection, TensorNames.InitialHidden, TensorNames.InitialCell,
    };

    public static readonly LayerForm[] Forms =
    {
        new LayerForm("rnn", layer => Write((RnnLayer)layer), ReadRnn)
            { Options = new[] { Activation, Input, Hidden, Clip }, Tensors = CommonTensors },
        new LayerForm("gru", layer => Write((GruLayer)layer), ReadGru)
            { Options = new[] { Reset, Input, Hidden, Gates, Key("update"), Key("reset"), Candidate, Clip }, Tensors = CommonTensors },
        new LayerForm("lstm", layer => Write((LstmLayer)layer), ReadLstm)
            { Options = new[] { Coupled, Input, Hidden, Gates, Key("input"), Key("forget"), Key("output"), Candidate, Output, Clip }, Tensors = LstmTensors },
    };

    private static IEnumerable<string> Write(RnnLayer layer)
    {
        yield return layer.Function is null ? $"{Activation} {Unstated}" : FunctionText.Line(Activation, layer.Function);
        foreach (string line in Common(layer)) yield return line;
    }

    private static IEnumerable<string> Write(GruLayer layer)
    {
        yield return layer.Reset == ResetPosition.After ? $"{Reset} after" : $"{Reset} before";
        foreach (string line in Common(layer)) yield return line;
        foreach (string line in GateFunctions(layer)) yield return line;
        if (layer.CandidateFunction != ActivationFunction.Tanh) yield return FunctionText.Line(Candidate, layer.CandidateFunction);
    }

    private static IEnumerable<string> Write(LstmLayer layer)
    {
        if (layer.Coupled) yield return $"{Coupled} yes";
        foreach (string line in Common(layer)) yield return line;
        foreach (string line in GateFunctions(layer)) yield return line;
        if (layer.CandidateFunction != ActivationFunction.Tanh) yield return FunctionText.Line(Candidate, layer.CandidateFunction);
        if (layer.OutputFunction != ActivationFunction.Tanh) yield return FunctionText.Line(Output, layer.OutputFunction);
    }

    private static IEnumerable<string> Common(CellLayer layer)
    {
        yield return $"{Input} {LayerText.Number(layer.InputSize)}";
        yield return $"{Hidden} {LayerText.Number(layer.HiddenSize)}";
        if (layer.Clip is { } clip) yield return $"{Clip} {WeightBytes.Hexadecimal(clip)}";
    }

    // One line where all gates are alike; else one for each that is no sigmoid.
    private static IEnumerable<string> GateFunctions(CellLayer layer)
    {
        for (int i = 0; i < layer.Gates.Count; i++)
        {
            if (!layer.IsGate(i) || layer.Functions[i] == ActivationFunction.Sigmoid) continue;
            yield return FunctionText.Line(layer.HasOneGateFunction ? Gates : Key(layer.Gates[i]), layer.Functions[i]);
            if (layer.HasOneGateFunction) yield break;
        }
    }

    private static ActivationFunction Gate(LayerLines lines, string gate)
    {
        string key = lines.Has(Key(gate)) ? Key(gate) : Gates;
        return lines.OptionalFunction(key) ?? ActivationFunction.Sigmoid;
    }

    // "output-activation" is that of an LSTM's cell state.
    private static string Key(string gate) => gate + "-gate-activation";

    private static Layer ReadRnn(LayerLines lines)
    {
        ActivationFunction? function = lines.Is(Activation, Unstated) ? null : lines.Function(Activation);
        return new RnnLayer(lines.Size(Input), lines.Size(Hidden), function, Weights(lines), lines.OptionalNumber(Clip));
    }

    private static Layer ReadGru(LayerLines lines)
    {
        ResetPosition reset = lines.Word(Reset) switch
        {
            "after" => ResetPosition.After,
            "before" => ResetPosition.Before,
            _ => throw lines.Wrong(Reset, "after or before"),
        };
        return new GruLayer(
            lines.Size(Input), lines.Size(Hidden), reset, Weights(lines),
            new[] { Gate(lines, "update"), Gate(lines, "reset"), lines.OptionalFunction(Candidate) ?? ActivationFunction.Tanh }, lines.OptionalNumber(Clip));
    }

    private static Layer ReadLstm(LayerLines lines)
    {
        bool coupled = lines.Yes(Coupled);
        if (coupled && lines.Has(Key("forget"))) throw lines.Wrong(Key("forget"), "left out where the forget gate is coupled");
        var functions = new List<ActivationFunction> { Gate(lines, "input") };
        if (!coupled) functions.Add(Gate(lines, "forget"));
        functions.Add(lines.OptionalFunction(Candidate) ?? ActivationFunction.Tanh);
        functions.Add(Gate(lines, "output"));
        functions.Add(lines.OptionalFunction(Output) ?? ActivationFunction.Tanh);
        return new LstmLayer(lines.Size(Input), lines.Size(Hidden), coupled, Weights(lines), functions, lines.OptionalNumber(Clip));
    }

    private static CellWeights Weights(LayerLines lines) => new CellWeights
    {
        InputWeights = lines.Tensor(TensorNames.InputWeights),
        RecurrentWeights = lines.Tensor(TensorNames.RecurrentWeights),
        InputBias = lines.Tensor(TensorNames.InputBias),
        RecurrentBias = lines.Tensor(TensorNames.RecurrentBias),
        Peepholes = lines.Tensor(TensorNames.Peepholes),
        Projection = lines.Tensor(TensorNames.Projection),
        InitialHidden = lines.Tensor(TensorNames.InitialHidden),
        InitialCell = lines.Tensor(TensorNames.InitialCell),
    };
}
