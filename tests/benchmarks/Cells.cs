using System;
using System.Collections.Generic;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks;

[GruCell(Reset = ResetPosition.After, InputSize = 1, HiddenSize = 8)]
internal sealed partial class Gru1x8
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 1, HiddenSize = 16)]
internal sealed partial class Gru1x16
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 1, HiddenSize = 40)]
internal sealed partial class Gru1x40
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 8, HiddenSize = 24)]
internal sealed partial class Gru8x24
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 16, HiddenSize = 32)]
internal sealed partial class Gru16x32
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 32, HiddenSize = 64)]
internal sealed partial class Gru32x64
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 64, HiddenSize = 128)]
internal sealed partial class Gru64x128
{
}

[GruCell(Reset = ResetPosition.After, InputSize = 128, HiddenSize = 256)]
internal sealed partial class Gru128x256
{
}

[LstmCell(InputSize = 1, HiddenSize = 8)]
internal sealed partial class Lstm1x8
{
}

[LstmCell(InputSize = 1, HiddenSize = 16)]
internal sealed partial class Lstm1x16
{
}

[LstmCell(InputSize = 1, HiddenSize = 40)]
internal sealed partial class Lstm1x40
{
}

[LstmCell(InputSize = 8, HiddenSize = 24)]
internal sealed partial class Lstm8x24
{
}

[LstmCell(InputSize = 16, HiddenSize = 32)]
internal sealed partial class Lstm16x32
{
}

[LstmCell(InputSize = 32, HiddenSize = 64)]
internal sealed partial class Lstm32x64
{
}

[LstmCell(InputSize = 64, HiddenSize = 128)]
internal sealed partial class Lstm64x128
{
}

[LstmCell(InputSize = 128, HiddenSize = 256)]
internal sealed partial class Lstm128x256
{
}

/// <summary>A generated class with a model's weights.</summary>
internal sealed record Generated(Kernel Kernel, StepFunction Step, RunFunction Run, Action Reset);

/// <summary>One measured cell: its kind, its sizes, and how to make the generated class.</summary>
internal sealed record Cell(string Kind, int InputSize, int HiddenSize, Func<Model, Generated> Generate)
{
    public CellOptions Options => Kind == "gru" ? CellOptions.Gru(ResetPosition.After) : CellOptions.Lstm();

    public string Name => $"{Kind} {InputSize},{HiddenSize}";

    /// <summary>All of them; weights are given at run time, as random numbers.</summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        new("gru", 1, 8, model => { var cell = new Gru1x8(Gru1x8.PackedWeights.Pack(model)); return new(Gru1x8.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 1, 16, model => { var cell = new Gru1x16(Gru1x16.PackedWeights.Pack(model)); return new(Gru1x16.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 1, 40, model => { var cell = new Gru1x40(Gru1x40.PackedWeights.Pack(model)); return new(Gru1x40.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 8, 24, model => { var cell = new Gru8x24(Gru8x24.PackedWeights.Pack(model)); return new(Gru8x24.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 16, 32, model => { var cell = new Gru16x32(Gru16x32.PackedWeights.Pack(model)); return new(Gru16x32.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 32, 64, model => { var cell = new Gru32x64(Gru32x64.PackedWeights.Pack(model)); return new(Gru32x64.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 64, 128, model => { var cell = new Gru64x128(Gru64x128.PackedWeights.Pack(model)); return new(Gru64x128.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("gru", 128, 256, model => { var cell = new Gru128x256(Gru128x256.PackedWeights.Pack(model)); return new(Gru128x256.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 1, 8, model => { var cell = new Lstm1x8(Lstm1x8.PackedWeights.Pack(model)); return new(Lstm1x8.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 1, 16, model => { var cell = new Lstm1x16(Lstm1x16.PackedWeights.Pack(model)); return new(Lstm1x16.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 1, 40, model => { var cell = new Lstm1x40(Lstm1x40.PackedWeights.Pack(model)); return new(Lstm1x40.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 8, 24, model => { var cell = new Lstm8x24(Lstm8x24.PackedWeights.Pack(model)); return new(Lstm8x24.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 16, 32, model => { var cell = new Lstm16x32(Lstm16x32.PackedWeights.Pack(model)); return new(Lstm16x32.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 32, 64, model => { var cell = new Lstm32x64(Lstm32x64.PackedWeights.Pack(model)); return new(Lstm32x64.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 64, 128, model => { var cell = new Lstm64x128(Lstm64x128.PackedWeights.Pack(model)); return new(Lstm64x128.Kernel, cell.Step, cell.Run, cell.Reset); }),
        new("lstm", 128, 256, model => { var cell = new Lstm128x256(Lstm128x256.PackedWeights.Pack(model)); return new(Lstm128x256.Kernel, cell.Step, cell.Run, cell.Reset); }),
    ];
}
