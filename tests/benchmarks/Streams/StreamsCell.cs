using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benchmarks.Streams;

/// <summary>A measured cell, its single step and its streams.</summary>
internal sealed record StreamsCell(Cell Cell, Func<Workload, StepFunction> Single, Func<Workload, Func<int, StepFunction>> Create)
{
    public string Name => Cell.Name;

    /// <summary>Tanhs of one step: three a unit in a GRU, five in an LSTM.</summary>
    public int Tanhs => Cell.HiddenSize * (Cell.Kind == "gru" ? 3 : 5);

    public static IReadOnlyList<StreamsCell> All { get; } =
    [
        Of("gru 1,8", work => new Gru1x8(Gru1x8.PackedWeights.Pack(work.Model)).Step, work => n => new Gru1x8.Streams(n, Gru1x8.PackedWeights.Pack(work.Model)).Step),
        Of("gru 8,24", work => new Gru8x24(Gru8x24.PackedWeights.Pack(work.Model)).Step, work => n => new Gru8x24.Streams(n, Gru8x24.PackedWeights.Pack(work.Model)).Step),
        Of("gru 16,32", work => new Gru16x32(Gru16x32.PackedWeights.Pack(work.Model)).Step, work => n => new Gru16x32.Streams(n, Gru16x32.PackedWeights.Pack(work.Model)).Step),
        Of("gru 1,40", work => new Gru1x40(Gru1x40.PackedWeights.Pack(work.Model)).Step, work => n => new Gru1x40.Streams(n, Gru1x40.PackedWeights.Pack(work.Model)).Step),
        Of("gru 32,64", work => new Gru32x64(Gru32x64.PackedWeights.Pack(work.Model)).Step, work => n => new Gru32x64.Streams(n, Gru32x64.PackedWeights.Pack(work.Model)).Step),
        Of("gru 64,128", work => new Gru64x128(Gru64x128.PackedWeights.Pack(work.Model)).Step, work => n => new Gru64x128.Streams(n, Gru64x128.PackedWeights.Pack(work.Model)).Step),
        Of("gru 128,256", work => new Gru128x256(Gru128x256.PackedWeights.Pack(work.Model)).Step, work => n => new Gru128x256.Streams(n, Gru128x256.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 1,8", work => new Lstm1x8(Lstm1x8.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm1x8.Streams(n, Lstm1x8.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 16,32", work => new Lstm16x32(Lstm16x32.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm16x32.Streams(n, Lstm16x32.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 1,40", work => new Lstm1x40(Lstm1x40.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm1x40.Streams(n, Lstm1x40.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 32,64", work => new Lstm32x64(Lstm32x64.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm32x64.Streams(n, Lstm32x64.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 64,128", work => new Lstm64x128(Lstm64x128.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm64x128.Streams(n, Lstm64x128.PackedWeights.Pack(work.Model)).Step),
        Of("lstm 128,256", work => new Lstm128x256(Lstm128x256.PackedWeights.Pack(work.Model)).Step, work => n => new Lstm128x256.Streams(n, Lstm128x256.PackedWeights.Pack(work.Model)).Step),
    ];

    private static StreamsCell Of(string name, Func<Workload, StepFunction> single, Func<Workload, Func<int, StepFunction>> create) =>
        new(Cell.All.First(c => c.Name == name), single, create);
}
