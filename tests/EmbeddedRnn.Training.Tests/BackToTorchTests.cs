using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

/// <summary>Networks that were trained here and loaded into PyTorch by tests/fixtures/trained/make.py, with what PyTorch computes.</summary>
public sealed class BackToTorchTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "trained");

    public static TheoryData<string> Names => new(Directory.GetFiles(Folder, "*.torch.safetensors").Select(p => Path.GetFileName(p).Split('.')[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void TorchComputesTheSame(string name)
    {
        Model model = ModelFile.Read(Path.Combine(Folder, name + ".safetensors"));
        Assert.InRange(LargestError(model, name), 0, 1e-12);

        // A single weight tells.
        var parameters = new NetworkParameters(model);
        float[] values = parameters.Initial();
        values[1] += 0.01f;
        Assert.True(LargestError(parameters.With(values), name) > 1e-5);
    }

    /// <summary>What is written today is what PyTorch loaded: the same names, shapes and values.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheFilesAreWrittenAsTorchLoadedThem(string name)
    {
        string path = Path.Combine(Folder, name + ".safetensors");
        string copy = Path.Combine(Directory.CreateTempSubdirectory().FullName, name + ".safetensors");
        try
        {
            ModelFile.WriteSafetensors(ModelFile.Read(path), copy);
            SafetensorsValues loaded = SafetensorsValues.Read(path), written = SafetensorsValues.Read(copy);
            Assert.Equal(loaded.Names, written.Names);
            foreach (string tensor in loaded.Names)
            {
                Assert.Equal(loaded.Shape(tensor), written.Shape(tensor));
                Assert.Equal(loaded.Single(tensor), written.Single(tensor));
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    private static double LargestError(Model model, string name)
    {
        SafetensorsValues file = SafetensorsValues.Read(Path.Combine(Folder, name + ".torch.safetensors"));
        double[] x = [.. file.Single("x").Select(v => (double)v)];
        double[] y = file.Real("y");
        double[] outputs = new double[y.Length];
        new ReferenceNetwork<double>(model).Run(x, outputs);
        return y.Zip(outputs, (a, b) => Math.Abs(a - b)).Max();
    }
}
