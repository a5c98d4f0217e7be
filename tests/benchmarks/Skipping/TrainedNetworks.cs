using System;
using System.IO;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Benchmarks.Skipping;

/// <summary>A cell with a read-out that is trained on labelled sequences, in one of several ways to begin.</summary>
/// <param name="Cell">The cell, as a spec has it.</param>
/// <param name="KeepPenalty">What an open gate costs in training.</param>
/// <param name="Seed">Of the weights to begin with, and of the order of sequences.</param>
internal sealed record TrainedNetwork(string Cell, double KeepPenalty, ulong Seed)
{
    private const int Epochs = 16;

    public override string ToString() => FormattableString.Invariant($"{Cell}, keep penalty {KeepPenalty}, seed {Seed}");

    /// <summary>Trains it.</summary>
    /// <param name="data">What on.</param>
    /// <param name="folder">Where networks that were trained before are found and this one is kept, or null.</param>
    public Model Train(LabelledSequences data, string? folder)
    {
        string? path = folder is null ? null : Path.Combine(folder, $"{ToString().Replace('=', '-')}{ModelText.Extension}");
        if (path is not null && File.Exists(path)) return ModelText.Read(File.ReadAllText(path));
        Console.Error.WriteLine($"training {this}");
        (Model model, _) = NetworkSpec.Parse($"{Cell} | dense {data.Classes} | softmax").Make(data.InputSize, Seed);
        Model trained = new Trainer(model, data, null, new TrainingOptions { Epochs = Epochs, KeepPenalty = KeepPenalty, LearningRate = 0.005, WeightDecay = 0, FlowSequences = 0, Seed = Seed }).Train().Model;
        if (path is null) return trained;
        Directory.CreateDirectory(folder!);
        File.WriteAllText(path + ".part", ModelText.Write(trained));
        File.Move(path + ".part", path);
        return trained;
    }
}
