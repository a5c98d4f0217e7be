using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Benching.OnnxRuntime;
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

    [Fact]
    public void The_roofline_is_the_largest_of_its_terms()
    {
        JsonElement report = JsonDocument.Parse(ToolRun.Of("bench", folder.Model("m.rnn.txt", Networks.Gru), "--json", "--steps", "10").Succeeded().Output).RootElement;
        JsonElement roofline = report.GetProperty("roofline");
        double[] terms = [.. new[] { "weightNanoseconds", "arithmeticNanoseconds", "latencyNanoseconds" }.Select(t => roofline.GetProperty(t).GetDouble())];
        Assert.All(terms, t => Assert.True(t > 0));
        Assert.Equal(terms.Max(), roofline.GetProperty("nanoseconds").GetDouble());
        Assert.Equal("L1", roofline.GetProperty("level").GetString());
    }

    [Fact]
    public void Code_that_the_runtime_left_unoptimised_is_named()
    {
        using var watch = new JitWatch();
        Assert.Equal(3, Unoptimised(1) + Optimised(1));
        Assert.Contains(watch.Unoptimised(), name => name.EndsWith($".{nameof(Unoptimised)}", StringComparison.Ordinal));
        Assert.DoesNotContain(watch.Unoptimised(), name => name.EndsWith($".{nameof(Optimised)}", StringComparison.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)]
    private static int Unoptimised(int x) => x;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Optimised(int x) => 2 * x;

    [Fact]
    public void A_thread_is_kept_on_one_core_and_let_go_again()
    {
        if (!Core.IsSupported) return;
        IReadOnlyList<int> before = Core.Allowed;
        using (Core? core = Core.Pin(before[0])) Assert.Equal([core!.Number], OperatingSystem.IsLinux() ? Core.Allowed : [before[0]]);
        Assert.Equal(before, Core.Allowed);
        ToolRun.Of("bench", folder.Model("m.rnn.txt", Networks.Gru), "--core", "1000").Refused("--core: this process may not run on core 1000, but on ");
    }

    [Fact]
    public void Another_runtime_needs_its_name_and_its_library()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        ToolRun.Of("bench", model, "--against", "torch").Refused("--against: 'torch' is not known; it must be onnxruntime.");
        ToolRun.Of("bench", model, "--against", "onnxruntime").Refused("--against onnxruntime: name its shared library with --library PATH");
        ToolRun.Of("bench", model, "--library", "x.so").Refused("--library: say what it is with --against onnxruntime.");
        ToolRun.Of("bench", model, "--against", "onnxruntime", "--library", folder.At("none.so")).Refused($"--library: there is no file {folder.At("none.so")}.");
        ToolRun.Of("bench", model, "--against", "onnxruntime", "--library", model).Refused($"--against onnxruntime: {model} cannot be loaded: ");
    }

    [Fact]
    public void A_file_whose_number_of_steps_is_fixed_is_told_what_to_do() => Assert.Equal(
        "the file has no input of float32 that takes 1 step of 3 values at a time; it has x [any, 50, 3], lengths [any]. Export it with an open number of steps (dynamic_axes).",
        OrtInput.NoneTakes([new OrtInput("x", OrtInput.Float, [-1, 50, 3]), new OrtInput("lengths", OrtInput.Int64, [-1])], 1, 3));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    public void A_bad_number_of_steps_is_refused(string steps) =>
        ToolRun.Of("bench", folder.Model("m.rnn.txt", Networks.Gru), "--steps", steps).Refused($"--steps: '{steps}' must be a whole number from 1 to 100000000.");
}
