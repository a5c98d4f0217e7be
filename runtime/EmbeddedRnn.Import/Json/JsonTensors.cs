using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Torch;

namespace EmbeddedRnn.Json;

/// <summary>A PyTorch tensor as nested lists of numbers.</summary>
internal sealed record JsonTensor(string Name, JsonArray Array) : TorchTensor(Name, Array.Shape.Select(d => (long)d).ToArray())
{
    /// <inheritdoc/>
    public override string Place => Array.Place.Path;
}

/// <summary>The tensors of a PyTorch state_dict that is written as a JSON object.</summary>
internal sealed class JsonTensors : ITorchTensors
{
    private readonly ImportSource source;
    private readonly Dictionary<string, TorchTensor> byName;

    public JsonTensors(ImportSource source, JsonPlace stateDict)
    {
        this.source = source;
        Tensors = stateDict.Members().Select(m => new JsonTensor(m.Name, JsonArray.Of(m.Value))).ToArray();
        byName = Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TorchTensor> Tensors { get; }

    public TorchTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public float[] Values(TorchTensor tensor, bool allowNonFinite) => ((JsonTensor)tensor).Array.Values(allowNonFinite);

    public ImportException Error(string reason) => source.Error("", reason);

    public ImportException Error(TorchTensor tensor, string reason) => source.Error(tensor.Place, reason);
}
