using EmbeddedRnn;

namespace EcgMonitor;

/// <summary>The trained GRU; its code is generated from ecg.safetensors when the project is built.</summary>
[GruCell(InputSize = 1, HiddenSize = 24, Model = "ecg")]
internal sealed partial class EcgCell
{
}
