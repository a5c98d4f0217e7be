using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Safetensors that state their model in the notes.</summary>
public sealed class StatedModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("embeddedrnn-").FullName;

    private string Path => System.IO.Path.Combine(folder, "m.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_network_comes_back_exactly()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Model model = RandomNetworks.Create(seed);
            ModelFile.WriteSafetensors(model, Path);
            Assert.Equal(model, ModelFile.Read(Path));
        }
    }

    [Fact]
    public void Gates_and_ranges_come_back()
    {
        Model model = Gru(ActivationFunction.Step, GateFamilies.GateFunction("hardsigmoid6")!);
        ModelFile.WriteSafetensors(model, Path, [new("spec", "gru 5")]);
        Model read = ModelFile.Read(Path);
        Assert.Equal(model, read);
        Assert.Equal(((GruLayer)model.Layers[0]).Functions, ((GruLayer)read.Layers[0]).Functions);
        Assert.Equal(new KeyValuePair<string, string>("spec", "gru 5"), ModelFile.ReadMetadata(Path)[0]);
    }

    [Fact]
    public void Tensors_have_PyTorchs_names_and_order()
    {
        Model model = Gru(ActivationFunction.Sigmoid, ActivationFunction.Sigmoid);
        ModelFile.WriteSafetensors(model, Path);

        // Without the note it is a file as PyTorch writes it: the tensors alone give the same cell.
        byte[] bytes = File.ReadAllBytes(Path);
        int length = (int)BitConverter.ToInt64(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        byte[] without = Encoding.UTF8.GetBytes(header.Replace("embeddedrnn-model\":", "anything-else-xxx\":", StringComparison.Ordinal));
        without.CopyTo(bytes, 8);
        File.WriteAllBytes(Path, bytes);
        Assert.Equal(model.Layers[0].Tensors.SelectMany(t => t.ToArray()), ModelFile.Read(Path).Layers[0].Tensors.SelectMany(t => t.ToArray()));
    }

    [Fact]
    public void Damage_is_refused()
    {
        ModelFile.WriteSafetensors(Gru(ActivationFunction.Step, ActivationFunction.Step), Path);
        byte[] good = File.ReadAllBytes(Path);
        Refused(good, bytes => bytes[^1] ^= 1, "hash");
        Refused(good, bytes => Replace(bytes, "hidden 5", "hidden 6"), "");
        Refused(good, bytes => Replace(bytes, "0.weight_ih_l0", "0.weight_xx_l0"), "has no such tensor");
        Refused(good, bytes => Replace(bytes, "\"shape\":[15,3]", "\"shape\":[3,15]"), "in the note 'embeddedrnn-model' it is [15, 3]");
        Refused(good, bytes => Replace(bytes, "embeddedrnn-model 3", "embeddedrnn-model 9"), "note 'embeddedrnn-model'");
    }

    private void Refused(byte[] good, Action<byte[]> damage, string reason)
    {
        byte[] bytes = (byte[])good.Clone();
        damage(bytes);
        Assert.NotEqual(good, bytes);
        File.WriteAllBytes(Path, bytes);
        Assert.Contains(reason, Assert.Throws<ImportException>(() => ModelFile.Read(Path)).Message);
    }

    private static void Replace(byte[] bytes, string from, string to)
    {
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
        Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
    }

    private static Model Gru(ActivationFunction update, ActivationFunction reset)
    {
        Model plain = RandomModels.Contractive(CellOptions.Gru(ResetPosition.After), 3, 5, 1).WithName("m");
        return plain.WithCells(cell => cell.With([update, reset, ActivationFunction.Tanh]));
    }
}
