using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>y = W x + b.</summary>
internal sealed class DenseStage : BufferStage
{
    private readonly DenseLayer layer;

    public DenseStage(string name, DenseLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    protected override string Description => layer.Describe();

    public override void EmitWeights(CodeWriter writer)
    {
        WeightRows.Emit(writer, Name + "Rows", Enumerable.Range(0, layer.OutputSize).Select(row => WeightRows.Row(layer.Weights, row)));
        if (layer.Bias is not null) WeightRows.Emit(writer, Name + "Bias", layer.Bias.ToArray());
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions)
    {
        using (writer.Block($"for (int o = 0; o < {layer.OutputSize}; o++)"))
        {
            writer.Line($"float[] row = {Name}Rows[o];");
            writer.Line($"float sum = {(layer.Bias is null ? "0f" : $"{Name}Bias[o]")};");
            writer.Line($"for (int k = 0; k < {layer.InputSize}; k++) sum += row[k] * x[at + k];");
            writer.Line("y[to + o] = sum;");
        }
    }
}
