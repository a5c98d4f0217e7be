using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// The convolution over time. Causal, it keeps a window of the last steps, oldest first, that is shifted by one after each; with
/// a look-ahead it reads the sequence itself, and nothing before its first step or after its last.
/// </summary>
internal sealed class ConvolutionStage : BufferStage
{
    private readonly Conv1dLayer layer;

    public ConvolutionStage(string name, Conv1dLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    protected override string Description => layer.Describe();

    public override IReadOnlyList<StatePiece> State =>
        layer.StateSize == 0 ? base.State : new[] { new StatePiece(Window, 0, layer.StateSize, null) };

    protected override string MoreParameters => LooksAhead ? "int t, int steps, " : "";

    protected override string MoreArguments => LooksAhead ? "t, steps, " : "";

    private bool LooksAhead => layer.LookAhead > 0;

    private string Window => Field("Window");

    private int GroupInputs => layer.InputSize / layer.Groups;

    private string GroupOffset => layer.Groups == 1 ? "" : $" + o / {layer.OutputSize / layer.Groups} * {GroupInputs}";

    public override void EmitFields(CodeWriter writer)
    {
        if (!LooksAhead) writer.Line($"private readonly float[] {Window} = new float[{(layer.Span + 1) * layer.InputSize}];");
    }

    public override void EmitWeights(CodeWriter writer)
    {
        // Step by step of the kernel, as the window lies, and not input by input.
        WeightRows.Emit(writer, Name + "Rows", Enumerable.Range(0, layer.OutputSize).Select(row =>
            (from k in Enumerable.Range(0, layer.KernelSize) from i in Enumerable.Range(0, GroupInputs) select layer.Weights[row, i * layer.KernelSize + k]).ToArray()));
        if (layer.Bias is not null) WeightRows.Emit(writer, Name + "Bias", layer.Bias.ToArray());
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions)
    {
        if (!LooksAhead)
        {
            writer.Line($"float[] window = {Window};");
            writer.Line($"Array.Copy(x, at, window, {layer.StateSize}, {layer.InputSize});");
        }
        using (writer.Block($"for (int o = 0; o < {layer.OutputSize}; o++)"))
        {
            writer.Line($"float[] row = {Name}Rows[o];");
            writer.Line($"float sum = {(layer.Bias is null ? "0f" : $"{Name}Bias[o]")};");
            using (writer.Block($"for (int k = 0; k < {layer.KernelSize}; k++)"))
            {
                writer.Line($"int column = k * {GroupInputs};");
                if (LooksAhead)
                {
                    writer.Line($"int step = t + k * {layer.Dilation} - {layer.Span - layer.LookAhead};");
                    writer.Line("if (step < 0 || step >= steps) continue;");
                    writer.Line($"int from = at + (step - t) * {layer.InputSize}{GroupOffset};");
                }
                else
                {
                    writer.Line($"int from = k * {layer.Dilation * layer.InputSize}{GroupOffset};");
                }
                writer.Line($"for (int i = 0; i < {GroupInputs}; i++) sum += row[column + i] * {(LooksAhead ? "x" : "window")}[from + i];");
            }
            writer.Line("y[to + o] = sum;");
        }
        if (layer.StateSize > 0) writer.Line($"for (int i = 0; i < {layer.StateSize}; i++) window[i] = window[i + {layer.InputSize}];");
    }
}
