using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>That bench measures the right things; how fast they are is no matter of a test.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Json_has_all_codes_and_none_allocates()
    {
        JsonElement report = JsonDocument.Parse(ToolRun.Of("bench", folder.Model("m.rnn.txt", Networks.Gru), "--json", "--steps", "10", "--core", Core.Allowed[0].ToString(CultureInfo.InvariantCulture)).Succeeded().Output).RootElement;
        Assert.Equal(("gesture", 120L), (report.GetProperty("model").GetString(), report.GetProperty("macsPerStep").GetInt64()));
        JsonElement[] results = [.. report.GetProperty("results").EnumerateArray()];
        Assert.Equal(["generated", "generated, 1000 steps a call", "plain loops", "TensorPrimitives"], results.Select(r => r.GetProperty("code").GetString()));
        Assert.Equal(CompilerServices.KernelSelection.Widest.ToString(), results[0].GetProperty("detail").GetString());
        Assert.All(results, result =>
        {
            Assert.Equal(0, result.GetProperty("bytesAllocated").GetDouble());
            Assert.InRange(result.GetProperty("nanoseconds").GetDouble(), double.Epsilon, result.GetProperty("medianNanoseconds").GetDouble());
        });
    }

    [Fact]
    public void Hand_written_code_computes_every_cell()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = RandomModels.Contractive(options with { InitialState = true }, 3, 5, 1);
            Sequence inputs = Networks.Inputs(model);
            Assert.Null(HandNetwork.WhyNot(model));
            var (plain, tensors) = (new HandNetwork<PlainLoops>(model), new HandNetwork<TensorCalls>(model));
            foreach ((StepFunction step, Action reset) in new (StepFunction, Action)[] { (plain.Step, plain.Reset), (tensors.Step, tensors.Reset) })
            {
                step(new float[3], new float[model.OutputSize]);
                reset();
                float[] values = inputs.ToSingle();
                var outputs = new float[inputs.Steps * model.OutputSize];
                for (int t = 0; t < inputs.Steps; t++) step(values.AsSpan(t * 3, 3), outputs.AsSpan(t * model.OutputSize, model.OutputSize));
                Assert.InRange(Networks.LargestError(Networks.Outputs(model, inputs), Sequence.Of(model.OutputSize, outputs)), 0, 2e-6);
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    public void A_bad_number_of_steps_is_refused(string steps) =>
        ToolRun.Of("bench", folder.Model("m.rnn.txt", Networks.Gru), "--steps", steps).Refused($"--steps: '{steps}' must be a whole number from 1 to 100000000.");
}
