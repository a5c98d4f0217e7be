namespace EmbeddedRnn;

/// <summary>What a reader of a model file may need to be told, because the file does not say it or says more than one thing.</summary>
public sealed class ImportOptions
{
    /// <summary>
    /// What stands before the cell's tensor names, such as "encoder.gru."; null where the file holds one cell only.
    /// With a prefix, tensors that do not start with it are left aside; without one, they are an error.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// The activation of a plain RNN whose file does not carry it. A file that carries another one, or holds no plain RNN, is refused.
    /// </summary>
    public Activation? Activation { get; init; }

    /// <summary>True to accept weights that are NaN or infinite; they are refused otherwise.</summary>
    public bool AllowNonFinite { get; init; }
}
