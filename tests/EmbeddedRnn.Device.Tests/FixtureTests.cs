using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Device code against what other programs computed, in free runs.</summary>
public class FixtureTests(ITestOutputHelper report)
{
    private const double Bound = 1e-5;

    [Fact]
    public void Cells_of_PyTorch_and_the_oracle()
    {
        Fixture[] fixtures = [.. Fitting(Fixtures.All, f => f.Model)];
        Check(fixtures.Zip(DeviceClasses.Create(fixtures.Select(f => f.Model).ToArray()), (fixture, network) =>
        {
            network.SetState(fixture.InitialState);
            return (fixture.Name, Errors.Largest(fixture.Expected.ToArray(), network.Run(fixture.Inputs.ToSingle())));
        }));
    }

    [Fact]
    public void Networks_of_other_programs()
    {
        (NetworkFixture Fixture, Model Model)[] fixtures = [.. Fitting(NetworkFixtures.Names.Select(NetworkFixtures.Get).Select(f => (Fixture: f, Model: f.Load())), f => f.Model)];
        Check(fixtures.Zip(
            DeviceClasses.Create(fixtures.Select(f => f.Model).ToArray(), fixtures.Max(f => f.Fixture.Inputs.Steps)),
            (f, network) => (f.Fixture.Name, Errors.Largest(f.Fixture.Expected.ToArray(), network.Run(f.Fixture.Inputs.ToSingle())))));
    }

    [Fact]
    public void Layers_of_every_kind()
    {
        LayerFixture[] fixtures = [.. LayerFixture.All];
        Check(fixtures.Zip(DeviceClasses.Create(fixtures.Select(f => f.Model).ToArray(), fixtures.Max(f => f.Inputs.Steps)), (fixture, network) =>
        {
            if (fixture.StateBefore is { } state) network.SetState(Array.ConvertAll(state, v => (float)v));
            float[] outputs = network.Run(fixture.Inputs.ToSingle()[..(fixture.ValidSteps * fixture.Model.InputSize)]);
            double error = Errors.Largest(fixture.Expected.ToArray()[..outputs.Length], outputs);
            return (fixture.Name, Math.Max(error, Errors.Largest(fixture.StateAfter, network.State())));
        }));
    }

    [Fact]
    public void Networks_in_ONNX()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "onnx");
        (string Name, Model Model)[] fixtures = [.. Fitting(
            Directory.EnumerateFiles(folder, "*.onnx").Select(path => (Name: Path.GetFileNameWithoutExtension(path), Model: ModelFile.Read(path))).OrderBy(f => f.Name, StringComparer.Ordinal), f => f.Model)];
        Check(fixtures.Zip(DeviceClasses.Create(fixtures.Select(f => f.Model).ToArray()), (fixture, network) =>
        {
            string sequence = Path.Combine(folder, fixture.Name + ".sequence.safetensors");
            if (Find(sequence, "state") is { } state) network.SetState(state.ToSingle());
            Sequence inputs = Sequence.Read(sequence, "x");
            int valid = Find(sequence, "valid") is { } steps ? (int)steps[0, 0] : inputs.Steps;
            float[] outputs = network.Run(inputs.ToSingle()[..(valid * inputs.Width)]);
            return (fixture.Name, Errors.Largest(Sequence.Read(sequence, "y64").ToArray()[..outputs.Length], outputs));
        }));
    }

    [Fact]
    public void Deliberate_mistakes_are_noticed()
    {
        Fixture[] fixtures = [.. Fitting(Fixtures.All, f => f.Model)];
        var mistakes = fixtures.SelectMany(f => Mutations.Of(f.Model), (f, mutation) => (Fixture: f, Mistake: mutation.Description, mutation.Model)).ToArray();
        int missed = 0;
        foreach ((var mistake, DeviceNetwork network) in mistakes.Zip(DeviceClasses.Create(mistakes.Select(m => m.Model).ToArray())))
        {
            network.SetState(mistake.Fixture.InitialState);
            double error = Errors.Largest(mistake.Fixture.Expected.ToArray(), network.Run(mistake.Fixture.Inputs.ToSingle()));
            if (error > 10 * Bound) continue;
            missed++;
            report.WriteLine($"{mistake.Fixture}: {mistake.Mistake}: {error:e2}");
        }
        report.WriteLine($"{mistakes.Length} mistakes");
        Assert.Equal(0, missed);
    }

    [Fact]
    public void Deliberate_mistakes_in_layers_are_noticed()
    {
        var mistakes = LayerFixture.All.SelectMany(f => LayerMistakes.Of(f.Model), (f, m) => (Fixture: f, m.Mistake, m.Model))
            .Where(m => m.Model.StateSize == m.Fixture.Model.StateSize).ToArray();
        foreach ((var mistake, DeviceNetwork network) in mistakes.Zip(DeviceClasses.Create(mistakes.Select(m => m.Model).ToArray())))
        {
            LayerFixture fixture = mistake.Fixture;
            if (fixture.StateBefore is { } state) network.SetState(Array.ConvertAll(state, v => (float)v));
            float[] outputs = network.Run(fixture.Inputs.ToSingle()[..(fixture.ValidSteps * fixture.Model.InputSize)]);
            double[] expected = fixture.Expected.ToArray();
            Assert.True(Errors.Largest(expected[..outputs.Length], outputs) > 10 * Bound, $"{fixture}: {mistake.Mistake} is not noticed");
        }
        report.WriteLine($"{mistakes.Length} mistakes");
    }

    private static Sequence? Find(string path, string tensor)
    {
        try
        {
            return Sequence.Read(path, tensor);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // What has more weights than a device assembly can hold is refused, and that is what is tested of it.
    private IEnumerable<T> Fitting<T>(IEnumerable<T> all, Func<T, Model> model)
    {
        foreach (T item in all)
        {
            if (DeviceBudget.OfClass(DeviceCompiler.Plan(ClassTarget.Parse("N"), model(item))).Count == 0)
            {
                yield return item;
                continue;
            }
            report.WriteLine($"{item}: too large");
            Assert.Throws<ArgumentException>(() => DeviceCompiler.Compile(ClassTarget.Parse("N"), model(item)));
        }
    }

    private void Check(IEnumerable<(string Name, double Error)> results)
    {
        double largest = 0;
        int count = 0;
        foreach ((string name, double error) in results)
        {
            Assert.True(error <= Bound, $"{name}: {error}");
            largest = Math.Max(largest, error);
            count++;
        }
        Assert.NotEqual(0, count);
        report.WriteLine($"{count} fixtures, largest error {largest:e2}");
    }
}
