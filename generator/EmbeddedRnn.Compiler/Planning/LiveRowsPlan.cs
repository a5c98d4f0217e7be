namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// A GRU's reset gate and candidate row by row, for the units that do not just keep their state. A unit's weights lie
/// together: of the reset gate those of x and h, of the candidate those of x, then those of h.
/// </summary>
public sealed class LiveRowsPlan
{
    /// <summary>Makes the plan.</summary>
    public LiveRowsPlan(GruLayer layer, KernelWidth width, int? mostLive)
    {
        Layer = layer;
        Width = width;
        MostLive = mostLive ?? SkippingPlanner.MostLiveRows(layer, width);
    }

    /// <summary>The cell.</summary>
    public GruLayer Layer { get; }

    /// <summary>The vector width.</summary>
    public KernelWidth Width { get; }

    /// <summary>With more live units than this, all are computed column by column.</summary>
    public int MostLive { get; }

    /// <summary>Values of x, padding included.</summary>
    public int InputLength => Region.Pad(Layer.InputSize);

    /// <summary>Values of h, padding included.</summary>
    public int HiddenLength => Region.Pad(Layer.HiddenSize);

    /// <summary>Values of a unit's weights.</summary>
    public int RowLength => 2 * (InputLength + HiddenLength);

    /// <summary>Biases in front of the rows: of the reset gate, of the candidate's two parts.</summary>
    public int BiasLength => HasBias ? 3 * HiddenLength : 0;

    /// <summary>True where there are biases.</summary>
    public bool HasBias => Layer.InputBias is not null || Layer.RecurrentBias is not null;

    /// <summary>Values of the weight stream.</summary>
    public int StreamLength => BiasLength + Layer.HiddenSize * RowLength;
}
