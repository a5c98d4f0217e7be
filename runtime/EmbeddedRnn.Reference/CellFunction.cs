using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>An activation function of a cell behind the cell's clip.</summary>
internal sealed class CellFunction<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly bool clips;
    private readonly T limit;

    public CellFunction(ActivationFunction function, float? clip)
    {
        Function = function;
        clips = clip is not null;
        limit = T.CreateChecked(clip ?? 0);
    }

    public ActivationFunction Function { get; }

    /// <summary>min(max(a, -clip), clip), where there is a clip; a NaN stays one.</summary>
    public T Clipped(T a)
    {
        if (!clips) return a;
        if (a > limit) return limit;
        return a < -limit ? -limit : a;
    }

    public T Apply(T a) => Activations.Apply(Function, Clipped(a));
}
