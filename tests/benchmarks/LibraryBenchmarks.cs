using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;

namespace EmbeddedRnn.Benchmarks;

/// <summary>The cells under BenchmarkDotNet: its statistics, one code after the other. A hundred steps an operation.</summary>
[MemoryDiagnoser]
public class LibraryBenchmarks
{
    private const int Steps = 100;

    private Contender generated = null!;
    private Contender plain = null!;
    private Contender tensors = null!;

    /// <summary>The cells' names.</summary>
    public static IEnumerable<string> Cells => EmbeddedRnn.Benchmarks.Cell.All.Select(c => c.Name);

    /// <summary>The cell.</summary>
    [ParamsSource(nameof(Cells))]
    public string Cell { get; set; } = "";

    /// <summary>All three, with the same weights and inputs.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var work = new Workload(EmbeddedRnn.Benchmarks.Cell.All.Single(c => c.Name == Cell));
        (generated, plain, tensors) = (work.Step(), work.Hand<PlainLoops>(), work.Hand<TensorCalls>());
    }

    /// <summary>The generated class.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Generated() => generated.Run(Steps);

    /// <summary>Loops and MathF.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public void PlainLoops() => plain.Run(Steps);

    /// <summary>TensorPrimitives.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public void TensorPrimitives() => tensors.Run(Steps);

    /// <summary>Runs them in this process, whose runtime is set so that all code is optimised.</summary>
    /// <param name="options">BenchmarkDotNet's own.</param>
    internal static int Run(string[] options)
    {
        // For whatever jobs the options name; and what it writes lies beside the program.
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator())
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        return BenchmarkSwitcher.FromTypes([typeof(LibraryBenchmarks)]).Run(options.Length == 0 ? ["--filter", "*"] : options, config).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
    }
}
