using System;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Torch;

namespace EmbeddedRnn.Json;

/// <summary>
/// A PyTorch state_dict as JSON, { "gru.weight_ih_l0": [[...]], ... }, which RTNeural's helpers for PyTorch read too. Names and
/// layouts are PyTorch's, so it holds what safetensors holds.
/// </summary>
internal sealed class StateDict : IJsonModel
{
    public string Description => "a PyTorch state_dict (a list of numbers for each tensor's name)";

    public bool Recognises(JsonPlace root) =>
        root.Members().Any(m => m.Name.Contains("weight", StringComparison.Ordinal)) && root.Members().All(m => m.Value.Kind == JsonValueKind.Array);

    public bool IsNote(string member) => false;

    public Model Read(JsonPlace root, ImportSource source, ImportOptions options) => TorchNetwork.Read(new JsonTensors(source, root), source, options);
}
