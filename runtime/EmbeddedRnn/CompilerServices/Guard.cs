using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Checks of what callers pass; they throw before anything is written. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>Demands an exact length.</summary>
    /// <exception cref="ArgumentException">The lengths differ; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int given, int expected, string parameter)
    {
        if (given != expected) WrongLength(given, expected, parameter);
    }

    /// <summary>Demands that a sequence's inputs and outputs are whole steps, equally many, and that no output overwrites an input not read yet.</summary>
    /// <returns>The number of steps.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the spans overlap in a way that loses input.</exception>
    public static int Steps(ReadOnlySpan<float> inputs, int inputSize, Span<float> outputs, int outputSize)
    {
        int steps = inputs.Length / inputSize;
        if (steps * inputSize != inputs.Length)
            throw new ArgumentException($"inputs must hold whole steps of {inputSize} values, but {inputs.Length} values were given.", nameof(inputs));
        Length(outputs.Length, steps * outputSize, nameof(outputs));
        if (inputs.Overlaps(outputs, out int offset)) RequireOutputsBehind(steps, inputSize, outputSize, offset, "step");
        return steps;
    }

    /// <summary>Demands a row of inputs and one of outputs for each stream, and that no output overwrites an input not read yet.</summary>
    /// <returns>True where inputs and outputs share memory.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the spans overlap in a way that loses input.</exception>
    public static bool Rows(ReadOnlySpan<float> inputs, int inputSize, Span<float> outputs, int outputSize, int count)
    {
        if (inputs.Length != (long)count * inputSize) WrongRows(inputs.Length, count, inputSize, nameof(inputs));
        if (outputs.Length != (long)count * outputSize) WrongRows(outputs.Length, count, outputSize, nameof(outputs));
        if (!inputs.Overlaps(outputs, out int offset)) return false;
        RequireOutputsBehind(count, inputSize, outputSize, offset, "stream");
        return true;
    }

    /// <summary>Demands the lengths of a whole sequence: at least one step, and room for every step's output or for the last one's.</summary>
    /// <returns>The number of steps.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static int Sequence(int inputs, int inputSize, int outputs, int outputSize, bool lastStepOnly)
    {
        int steps = inputs / inputSize;
        if (steps == 0 || steps * inputSize != inputs)
            throw new ArgumentException($"inputs must hold at least one step, and whole steps of {inputSize} values, but {inputs} values were given.", nameof(inputs));
        Length(outputs, lastStepOnly ? outputSize : steps * outputSize, nameof(outputs));
        return steps;
    }

    // The outputs start `offset` values after the inputs. Step t writes outputSize values from offset + t * outputSize on,
    // while the inputs from (t + 1) * inputSize on are still to be read.
    private static void RequireOutputsBehind(int steps, int inputSize, int outputSize, int offset, string row)
    {
        for (long t = 0; t < steps - 1; t++)
        {
            long written = offset + t * outputSize;
            if (written + outputSize <= (t + 1) * inputSize || written >= (long)steps * inputSize) continue;
            throw new ArgumentException(
                $"outputs overlap inputs so that {row} {t} would overwrite inputs of later {row}s; give outputs memory of its own, or let it start where inputs starts (which works when a {row} has no more outputs than inputs).",
                "outputs");
        }
    }

    [DoesNotReturn]
    private static void WrongRows(int given, int count, int size, string parameter) =>
        throw new ArgumentException($"{parameter} must hold {(long)count * size} values, {size} for each of {count} stream{(count == 1 ? "" : "s")}, but {given} {(given == 1 ? "was" : "were")} given.", parameter);

    [DoesNotReturn]
    private static void WrongLength(int given, int expected, string parameter) =>
        throw new ArgumentException($"{parameter} must hold {expected} value{(expected == 1 ? "" : "s")}, but {given} {(given == 1 ? "was" : "were")} given.", parameter);
}
