using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Json;
using EmbeddedRnn.Torch;

namespace EmbeddedRnn.GuitarMl;

/// <summary>
/// GuitarML's JSON: model_data says what the network is, state_dict holds PyTorch's tensors of a recurrent module (rec.) and a
/// linear layer (lin.). skip = k adds the first k inputs to the k outputs.
/// </summary>
/// <remarks>Source: https://github.com/Alec-Wright/CoreAudioML, networks.py, class SimpleRNN.</remarks>
internal sealed class GuitarMlModel : IJsonModel
{
    private const string Data = "model_data";
    private const string Weights = "state_dict";

    public string Description => "GuitarML (model_data, state_dict)";

    public bool Recognises(JsonPlace root) => root.Find(Data) is not null;

    public bool IsNote(string member) => member is not (Data or Weights);

    public Model Read(JsonPlace root, ImportSource source, ImportOptions options)
    {
        PrefixOption.Refuse(source, options, "GuitarML's JSON");
        JsonPlace data = root.Member(Data);
        if (data.Find("model") is { } architecture && architecture.Text() != "SimpleRNN")
            throw architecture.Error($"the architecture '{Printable.Name(architecture.Text())}' is not supported; SimpleRNN is.");
        var tensors = new JsonTensors(source, root.Member(Weights));
        IReadOnlyList<Layer> layers = TorchNetwork.ReadLayers(tensors, options);
        CellLayer[] cells = layers.TakeWhile(l => l is CellLayer).Cast<CellLayer>().ToArray();
        if (layers.Count != cells.Length + 1 || layers[^1] is not DenseLayer head)
            throw root.Member(Weights).Error("it must hold a recurrent module that runs forward and the linear layer behind it.");
        RequireKind(data.Member("unit_type"), cells[0]);
        Require(data, "input_size", cells[0].InputSize);
        Require(data, "hidden_size", cells[0].HiddenSize);
        Require(data, "output_size", head.OutputSize);
        if (data.Find("num_layers") is not null || cells.Length > 1) Require(data, "num_layers", cells.Length);
        Model model = ModelBuilder.Build(source, Skipped(data, layers));
        // nn.RNN without further words; the file has no other.
        return cells[0] is RnnLayer ? model.WithActivation(Activation.Tanh) : model;
    }

    private static IEnumerable<Layer> Skipped(JsonPlace data, IReadOnlyList<Layer> layers)
    {
        int inputs = layers[0].InputSize;
        int outputs = layers[^1].OutputSize;
        int skip = data.Find("skip")?.Integer(0) ?? 0;
        if (skip == 0) return layers;
        if (skip != outputs || skip > inputs)
        {
            throw data.Member("skip").Error(FormattableString.Invariant(
                $"it says that {skip} inputs are added to the outputs, but the network has {inputs} inputs and {outputs} outputs: as many must be added as come out."));
        }
        return [new ResidualLayer(layers.ToArray())];
    }

    private static void RequireKind(JsonPlace unitType, CellLayer cell)
    {
        string given = unitType.Text();
        if (given is not ("RNN" or "GRU" or "LSTM")) throw unitType.Error($"the unit type '{Printable.Name(given)}' is not supported; RNN, GRU and LSTM are.");
        string found = cell.Kind.ToUpperInvariant();
        if (given != found) throw unitType.Error($"it says {given}, but the shapes in '{Weights}' are those of {(found == "LSTM" ? "an" : "a")} {found}.");
    }

    private static void Require(JsonPlace data, string name, int stored)
    {
        JsonPlace place = data.Member(name);
        int declared = place.Integer(0);
        if (declared != stored) throw place.Error(FormattableString.Invariant($"it says {declared}, but the tensors in '{Weights}' have {stored}."));
    }
}
