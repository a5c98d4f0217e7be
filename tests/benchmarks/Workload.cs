using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks;

/// <summary>What every contender for one cell gets: the same weights and the same inputs.</summary>
internal sealed class Workload
{
    /// <summary>Number of input samples; they are cycled through. A power of two.</summary>
    public const int Samples = 1024;

    public Workload(Cell cell)
    {
        // Contractive, so that a free run says something about the arithmetic: see RandomModels.
        Model = RandomModels.Contractive(cell.Options, cell.InputSize, cell.HiddenSize, seed: 1);
        Inputs = RandomModels.Inputs(Samples, cell.InputSize, seed: 2).ToSingle();
    }

    public Model Model { get; }

    public CellLayer Layer => (CellLayer)Model.Layers[0];

    public int InputSize => Model.InputSize;

    public int HiddenSize => Model.OutputSize;

    /// <summary>[Samples, InputSize].</summary>
    public float[] Inputs { get; }
}
