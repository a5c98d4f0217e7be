using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>y = W x + b.</summary>
internal sealed class DenseStage : RowsStage
{
    private readonly DenseLayer layer;

    public DenseStage(string name, DenseLayer layer, Slot input, Slot output)
        : base(name, input, output)
    {
        this.layer = layer;
        Matrix = new Matrix(name + "Rows", layer.Bias?.ToArray(), Enumerable.Range(0, layer.OutputSize).Select(row => WeightRows.Row(layer.Weights, row)).ToArray());
    }

    public override string Description => layer.Describe();

    public override long Macs => layer.MacsPerStep;

    protected override Matrix Matrix { get; }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions) => EmitRows(writer, functions, Values("x", "at", layer.InputSize));
}
