using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The last valid step of each lane; the values that a backward direction ended with come from step 0.</summary>
internal sealed class TrainedLastStep<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] output;
    private readonly int firstBackward;

    public TrainedLastStep(LastStepLayer layer, Layer? before, string name)
        : base(layer, name)
    {
        output = new T[layer.OutputSize * Lanes.Count];
        firstBackward = (layer.FinalStates, before) switch
        {
            (true, ReversedLayer) => 0,
            (true, BidirectionalLayer both) => both.Forward.OutputSize,
            _ => layer.InputSize,
        };
    }

    public override ReadOnlySpan<T> Output => output;

    public override int OutputSteps(int steps) => 1;

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        output.AsSpan().Clear();
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            if (shard.Lengths[lane] == 0) continue;
            for (int i = 0; i < Layer.InputSize; i++) output[i * Lanes.Count + lane] = input[Place(shard, i, lane)];
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        if (inputGradient.IsEmpty) return;
        inputGradient.Clear();
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            if (shard.Lengths[lane] == 0) continue;
            for (int i = 0; i < Layer.InputSize; i++) inputGradient[Place(shard, i, lane)] = outputGradient[i * Lanes.Count + lane];
        }
    }

    private int Place(Shard<T> shard, int value, int lane)
    {
        int step = value < firstBackward ? shard.Lengths[lane] - 1 : 0;
        return (step * Layer.InputSize + value) * Lanes.Count + lane;
    }
}
