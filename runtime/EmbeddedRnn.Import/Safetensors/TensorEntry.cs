using EmbeddedRnn.Torch;

namespace EmbeddedRnn.Safetensors;

/// <summary>What the header says about one tensor. Offsets count from the end of the header.</summary>
internal sealed record TensorEntry(string Name, string Dtype, long[] Shape, long Begin, long End) : TorchTensor(Name, Shape)
{
    /// <inheritdoc/>
    public override string Place => $"tensor {Printable.Name(Name)}";
}
