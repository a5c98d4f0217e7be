using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tests;

/// <summary>A network in ONNX, an input sequence, and the outputs that PyTorch or the numpy version of the operators gave for it.</summary>
internal sealed class OnnxFixture
{
    private const string SequenceEnding = ".sequence.safetensors";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "onnx");
    private readonly string sequence;

    public OnnxFixture(string name)
    {
        Name = name;
        ModelPath = Path.Combine(Folder, name + ".onnx");
        sequence = Path.Combine(Folder, name + SequenceEnding);
        Inputs = Sequence.Read(sequence, "x");
        Expected = Sequence.Read(sequence, "y64");
        State = Find("state")?.ToSingle();
        End = Find("end");
        ExpectedSingle = Find("y32");
        ValidSteps = Find("valid") is { } valid ? (int)valid[0, 0] : Inputs.Steps;
    }

    public static IReadOnlyList<string> Names { get; } = Directory.EnumerateFiles(Folder, "*.onnx")
        .Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal).ToArray();

    public string Name { get; }

    public string ModelPath { get; }

    public Sequence Inputs { get; }

    /// <summary>In float64 arithmetic.</summary>
    public Sequence Expected { get; }

    /// <summary>PyTorch's float32 outputs, where it made the file.</summary>
    public Sequence? ExpectedSingle { get; }

    /// <summary>How many of the steps are no padding.</summary>
    public int ValidSteps { get; }

    /// <summary>The state to start from, or null for the model's own.</summary>
    public float[]? State { get; }

    /// <summary>The state after the last step, where the fixture has it.</summary>
    public Sequence? End { get; }

    /// <summary>The largest |y - expected| / max(1, |expected|) of a run, and of the state after it.</summary>
    public (double Output, double State) LargestError(Model model, Sequence? inputs = null, Sequence? expected = null)
    {
        expected ??= Expected;
        var network = new ReferenceNetwork<double>(model);
        if (State is not null) network.SetState(Array.ConvertAll(State, v => (double)v));
        double[] output = new double[expected.ToArray().Length];
        network.Run((inputs ?? Inputs).ToArray(), output, ValidSteps);
        double[] state = new double[model.StateSize];
        network.CopyStateTo(state);
        return (Largest(output, expected.ToArray()), End is null ? 0 : Largest(state, End.ToArray()));
    }

    private static double Largest(double[] values, double[] expected) =>
        values.Zip(expected, (v, e) => double.IsFinite(v) ? Math.Abs(v - e) / Math.Max(1, Math.Abs(e)) : double.PositiveInfinity).Max();

    private Sequence? Find(string tensor)
    {
        try
        {
            return Sequence.Read(sequence, tensor);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
