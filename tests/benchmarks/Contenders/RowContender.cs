using System;

namespace EmbeddedRnn.Benchmarks.Contenders;

/// <summary>
/// The cell as one would write it by hand: a dot product a row, then the gates. What a product and an activation are is
/// the difference between <see cref="PlainContender"/> and <see cref="TensorsContender"/>.
/// </summary>
internal abstract class RowContender : Contender
{
    private readonly bool isGru;
    private readonly int hiddenSize;
    private readonly float[] inputWeights;
    private readonly float[] recurrentWeights;
    private readonly float[] inputBias;
    private readonly float[] recurrentBias;
    private readonly float[] fromInput;
    private readonly float[] fromHidden;
    private readonly float[] hidden;
    private readonly float[] cell;
    private readonly float[] squashed;

    protected RowContender(string name, Workload work)
        : base(name, work)
    {
        CellLayer layer = work.Layer;
        isGru = layer is GruLayer;
        hiddenSize = work.HiddenSize;
        inputWeights = layer.InputWeights.ToArray();
        recurrentWeights = layer.RecurrentWeights.ToArray();
        inputBias = layer.InputBias!.ToArray();
        recurrentBias = layer.RecurrentBias!.ToArray();
        fromInput = new float[inputBias.Length];
        fromHidden = new float[inputBias.Length];
        hidden = new float[hiddenSize];
        cell = new float[hiddenSize];
        squashed = new float[hiddenSize];
    }

    public override ReadOnlySpan<float> Hidden => hidden;

    /// <summary>result = matrix * vector + bias.</summary>
    protected abstract void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result);

    protected abstract void Sigmoid(Span<float> values);

    protected abstract void Tanh(Span<float> values);

    protected override void ResetState()
    {
        Array.Clear(hidden);
        Array.Clear(cell);
    }

    protected override float RunFrom(int sample, int steps)
    {
        float sum = 0;
        int width = Work.InputSize;
        for (int i = 0; i < steps; i++)
        {
            Step(new ReadOnlySpan<float>(Work.Inputs, ((sample + i) & (Workload.Samples - 1)) * width, width));
            sum += hidden[0];
        }
        return sum;
    }

    private void Step(ReadOnlySpan<float> input)
    {
        Multiply(inputWeights, input, inputBias, fromInput);
        Multiply(recurrentWeights, hidden, recurrentBias, fromHidden);
        if (isGru) GruTail();
        else LstmTail();
    }

    private void GruTail()
    {
        Span<float> gates = fromInput.AsSpan(0, 2 * hiddenSize);
        Span<float> candidate = fromInput.AsSpan(2 * hiddenSize, hiddenSize);
        ReadOnlySpan<float> recurrent = fromHidden.AsSpan(2 * hiddenSize, hiddenSize);
        for (int i = 0; i < gates.Length; i++) gates[i] += fromHidden[i];
        Sigmoid(gates);
        Span<float> update = gates[..hiddenSize];
        Span<float> reset = gates[hiddenSize..];
        for (int i = 0; i < candidate.Length; i++) candidate[i] += reset[i] * recurrent[i];
        Tanh(candidate);
        for (int i = 0; i < hidden.Length; i++) hidden[i] = ((1 - update[i]) * candidate[i]) + (update[i] * hidden[i]);
    }

    private void LstmTail()
    {
        for (int i = 0; i < fromInput.Length; i++) fromInput[i] += fromHidden[i];
        Span<float> input = fromInput.AsSpan(0, hiddenSize);
        Span<float> forget = fromInput.AsSpan(hiddenSize, hiddenSize);
        Span<float> candidate = fromInput.AsSpan(2 * hiddenSize, hiddenSize);
        Span<float> output = fromInput.AsSpan(3 * hiddenSize, hiddenSize);
        Sigmoid(fromInput.AsSpan(0, 2 * hiddenSize));
        Tanh(candidate);
        Sigmoid(output);
        for (int i = 0; i < cell.Length; i++)
        {
            cell[i] = (forget[i] * cell[i]) + (input[i] * candidate[i]);
            squashed[i] = cell[i];
        }
        Tanh(squashed);
        for (int i = 0; i < hidden.Length; i++) hidden[i] = output[i] * squashed[i];
    }
}
