using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training.Tests;

/// <summary>A training problem with PyTorch's loss and gradient; tests/fixtures/training/make.py made it.</summary>
internal sealed class TorchFixture
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "training");

    public TorchFixture(string name)
    {
        SafetensorsValues file = SafetensorsValues.Read(Path.Combine(Folder, name + ".safetensors"));
        Spec = file.Metadata["spec"];
        int[] shape = file.Shape("x");
        int[] lengths = file.Whole("length").Select(v => (int)v).ToArray();
        Set = file.Names.Contains("label")
            ? new LabelledSequences(shape[1], shape[2], file.Single("x"), lengths, file.Whole("label").Select(v => (int)v).ToArray())
            : new TargetSequences(shape[1], shape[2], file.Shape("target")[2], file.Single("x"), file.Single("target"));
        Parameters = file.Single("parameters");
        Keep = file.Real("keep")[0];
        Loss = file.Real("loss")[0];
        Gradient = file.Real("gradient");
    }

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.safetensors").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal);

    public string Spec { get; }

    public TrainingSet Set { get; }

    public float[] Parameters { get; }

    public double Keep { get; }

    public double Loss { get; }

    public double[] Gradient { get; }

    /// <summary>Every step of every sequence has target values.</summary>
    private sealed class TargetSequences(int steps, int inputSize, int outputSize, float[] inputs, float[] targets) : TrainingSet(inputSize)
    {
        public override int Count => inputs.Length / (steps * InputSize);

        public override int OutputSize => outputSize;

        internal override bool IsLabelled => false;

        public override int LengthOf(int sequence) => steps;

        internal override string NameOf(int sequence) => $"row {sequence}";

        public override ReadOnlySpan<float> InputsOf(int sequence) => inputs.AsSpan(sequence * steps * InputSize, steps * InputSize);

        internal override ReadOnlySpan<float> TargetsOf(int sequence) => targets.AsSpan(sequence * steps * outputSize, steps * outputSize);
    }
}
