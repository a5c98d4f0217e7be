using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Padded sequences with a label each: x [N, T, I], lengths [N], labels [N].</summary>
public sealed class LabelledSequences : TrainingSet
{
    private readonly float[] values;
    private readonly int[] lengths;
    private readonly int[] labels;
    private int[]? origins;
    private readonly int steps;

    /// <summary>Makes the set and checks all of it.</summary>
    /// <param name="steps">T, the steps of every sequence with its padding.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="values">x, row-major [N, T, I]; adopted without a copy.</param>
    /// <param name="lengths">Valid steps of each sequence, from 1 to T; null where all T are.</param>
    /// <param name="labels">The class of each sequence, from 0.</param>
    /// <param name="classes">Number of classes; null for the largest label and 1.</param>
    /// <exception cref="InvalidDataException">
    /// No sequence, sizes that do not agree, a label or a length out of range, or a valid step that is not finite; the message names the row.
    /// </exception>
    public LabelledSequences(int steps, int inputSize, float[] values, IReadOnlyList<int>? lengths, IReadOnlyList<int> labels, int? classes = null)
        : base(inputSize)
    {
        if (steps < 1 || inputSize < 1) throw new InvalidDataException($"sequences of {steps} steps of {inputSize} values hold nothing to train with.");
        if (labels.Count == 0) throw new InvalidDataException("there is no sequence: the data are empty.");
        if (values.Length != (long)labels.Count * steps * inputSize)
        {
            throw new InvalidDataException(
                $"there are {labels.Count} labels, so x must be [{labels.Count}, {steps}, {inputSize}], but it holds {values.Length} values.");
        }
        if (lengths is not null && lengths.Count != labels.Count)
            throw new InvalidDataException($"there are {labels.Count} labels, but {lengths.Count} lengths.");
        this.steps = steps;
        this.values = values;
        this.lengths = lengths?.ToArray() ?? Enumerable.Repeat(steps, labels.Count).ToArray();
        this.labels = labels.ToArray();
        Classes = classes ?? this.labels.Max() + 1;
        for (int row = 0; row < this.labels.Length; row++) Check(row);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The labels, sequence after sequence.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public override int Count => labels.Length;

    /// <inheritdoc/>
    public override int OutputSize => Classes;

    internal override bool IsLabelled => true;

    /// <inheritdoc/>
    public override int LengthOf(int sequence) => lengths[sequence];

    /// <inheritdoc/>
    public override ReadOnlySpan<float> InputsOf(int sequence) =>
        values.AsSpan(sequence * steps * InputSize, lengths[sequence] * InputSize);

    internal override int LabelOf(int sequence) => labels[sequence];

    internal override string NameOf(int sequence) => $"row {RowOf(sequence)}";

    private int RowOf(int sequence) => origins is null ? sequence : origins[sequence];

    /// <summary>Reads x F32 [N, T, I], length I64 [N] (where it is missing, all T steps are valid) and y I64 [N] from a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">Number of classes; null for the largest label and 1.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or what it holds cannot be trained with; the message says what and where.</exception>
    public static LabelledSequences Read(string path, int? classes = null) => LabelledFile.Read(path, classes);

    /// <summary>Some of the sequences, in the given order.</summary>
    public LabelledSequences Take(IReadOnlyList<int> rows)
    {
        int size = steps * InputSize;
        var taken = new float[rows.Count * size];
        for (int i = 0; i < rows.Count; i++) Array.Copy(values, rows[i] * size, taken, i * size, size);
        return new LabelledSequences(steps, InputSize, taken, rows.Select(r => lengths[r]).ToArray(), rows.Select(r => labels[r]).ToArray(), Classes)
        {
            origins = rows.Select(RowOf).ToArray(),
        };
    }

    /// <summary>Splits off a part for validation.</summary>
    /// <param name="share">The share of the sequences that is held out, above 0 and below 1.</param>
    /// <param name="seed">Which ones: the same seed gives the same split.</param>
    /// <param name="blocks">
    /// 0 to hold out single sequences at random. Where neighbours belong together (one person, one recording), a number of
    /// contiguous blocks that are held out whole.
    /// </param>
    public (LabelledSequences Training, LabelledSequences Validation) Split(double share, ulong seed, int blocks = 0)
    {
        int held = (int)Math.Round(share * Count);
        if (!(share > 0 && share < 1) || held < 1 || held >= Count)
            throw new ArgumentOutOfRangeException(nameof(share), share, $"the share for validation must leave at least one of {Count} sequences on each side.");
        var isHeld = new bool[Count];
        if (blocks <= 0)
        {
            var order = new int[Count];
            RandomNumbers.Shuffle(order, RandomNumbers.Mix(seed, 0x5EED));
            foreach (int row in order.Take(held)) isHeld[row] = true;
        }
        else
        {
            // The set in equal parts, and one block at a random place of each.
            for (int b = 0; b < blocks; b++)
            {
                int from = (int)((long)Count * b / blocks);
                int room = (int)((long)Count * (b + 1) / blocks) - from;
                int size = (int)((long)held * (b + 1) / blocks) - (int)((long)held * b / blocks);
                int at = from + (int)(RandomNumbers.Uniform(RandomNumbers.Mix(seed, 0xB10C), (ulong)b) * (room - size + 1));
                for (int row = at; row < at + size; row++) isHeld[row] = true;
            }
        }
        int[] rows = Enumerable.Range(0, Count).ToArray();
        return (Take(rows.Where(r => !isHeld[r]).ToArray()), Take(rows.Where(r => isHeld[r]).ToArray()));
    }

    private void Check(int row)
    {
        if (labels[row] < 0 || labels[row] >= Classes)
            throw new InvalidDataException($"row {row}: the label is {labels[row]}, but labels go from 0 to {Classes - 1}.");
        if (lengths[row] < 1 || lengths[row] > steps)
            throw new InvalidDataException($"row {row}: the length is {lengths[row]}, but a sequence has from 1 to {steps} steps.");
        ReadOnlySpan<float> inputs = InputsOf(row);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!float.IsFinite(inputs[i]))
                throw new InvalidDataException(FormattableString.Invariant($"row {row}, step {i / InputSize}, value {i % InputSize}: {inputs[i]} is not a finite number (rows, steps and values count from 0)."));
        }
    }
}
