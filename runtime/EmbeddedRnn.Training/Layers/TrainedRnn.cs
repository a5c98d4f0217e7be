using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The plain cell forward, as the reference has it, and back.</summary>
internal sealed class TrainedRnn<T> : TrainedCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedFunction<T> function;
    private readonly T[] hiddenGradient;

    public TrainedRnn(RnnLayer layer, string name, Func<Tensor?, Weights> place)
        : base(layer, name, place)
    {
        function = new TrainedFunction<T>(
            layer.Function ?? throw new ArgumentException($"{name} does not say its activation: state tanh or relu where the model is read."), layer.Clip);
        hiddenGradient = new T[UnitValues];
    }

    protected override Span<T> HiddenGradient => hiddenGradient;

    protected override void Advance(Shard<T> shard, int step)
    {
        // h' = f(W x + bW + U h + bU)
        Span<T> a = Pre(step);
        if (RecurrentBias.Exist) Matrix<T>.BroadcastAdd(RecurrentBias.In(shard.Parameters), a);
        Matrix<T>.MultiplyAdd(RecurrentWeights.In(shard.Parameters), Rows, Cell.HiddenSize, Hidden(step), a);
        function.Apply(a, Gates(step));
        Gates(step).CopyTo(Hidden(step + 1));
    }

    protected override void StartBack(Shard<T> shard) => hiddenGradient.AsSpan().Clear();

    protected override void Retreat(Shard<T> shard, int step)
    {
        Span<T> da = PreGradient(step);
        hiddenGradient.CopyTo(da);
        function.Differentiate(Pre(step), Gates(step), da);
        hiddenGradient.AsSpan().Clear();
        BackThrough(0, da, hiddenGradient);
    }
}
