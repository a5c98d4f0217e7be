using System.Collections.Generic;

namespace EmbeddedRnn.Torch;

/// <summary>The tensors of a PyTorch module, whatever file they lie in.</summary>
internal interface ITorchTensors
{
    /// <summary>All tensors, in the order of the file.</summary>
    IReadOnlyList<TorchTensor> Tensors { get; }

    TorchTensor? Find(string name);

    /// <summary>The values, row-major, as float32. Their number is that of the shape.</summary>
    float[] Values(TorchTensor tensor, bool allowNonFinite);

    ImportException Error(string reason);

    ImportException Error(TorchTensor tensor, string reason);
}
