using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// The convolution over time. Causal, it keeps a window of the last steps, oldest first, that is shifted by one after each; with
/// a look-ahead it reads the sequence itself, and nothing before its first step or after its last. Only one that reads a whole
/// window without gaps or groups has rows like a dense layer's; the others loop over their taps.
/// </summary>
internal sealed class ConvolutionStage : RowsStage
{
    private readonly Conv1dLayer layer;

    public ConvolutionStage(string name, Conv1dLayer layer, Slot input, Slot output)
        : base(name, input, output)
    {
        this.layer = layer;
        // Step by step of the kernel, as the window lies, and not input by input.
        Matrix = new Matrix(name + "Rows", layer.Bias?.ToArray(), Enumerable.Range(0, layer.OutputSize).Select(row =>
            (from k in Enumerable.Range(0, layer.KernelSize) from i in Enumerable.Range(0, GroupInputs) select layer.Weights[row, i * layer.KernelSize + k]).ToArray()).ToArray());
    }

    public override string Description => layer.Describe();

    public override long Macs => layer.MacsPerStep;

    public override int Units => ReadsWholeWindow ? base.Units : 0;

    public override IReadOnlyList<StatePiece> State =>
        layer.StateSize == 0 ? base.State : new[] { new StatePiece(Window, 0, layer.StateSize, null) };

    public override IReadOnlyList<(string Name, int Length)> Arrays =>
        LooksAhead ? Array.Empty<(string, int)>() : new[] { (Window, (layer.Span + 1) * layer.InputSize) };

    protected override string MoreParameters => LooksAhead ? "int t, int steps, " : "";

    protected override string MoreArguments => LooksAhead ? "t, steps, " : "";

    protected override Matrix Matrix { get; }

    private bool LooksAhead => layer.LookAhead > 0;

    private bool ReadsWholeWindow => !LooksAhead && layer.Groups == 1 && (layer.Dilation == 1 || layer.KernelSize == 1);

    private string Window => Field("Window");

    private int GroupInputs => layer.InputSize / layer.Groups;

    private string GroupOffset => layer.Groups == 1 ? "" : $" + o / {layer.OutputSize / layer.Groups} * {GroupInputs}";

    public override void EmitFields(CodeWriter writer)
    {
        if (!LooksAhead) writer.Line($"private readonly float[] {Window} = new float[{(layer.Span + 1) * layer.InputSize}];");
    }

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        if (ReadsWholeWindow)
        {
            base.EmitWeights(writer, functions);
            return;
        }
        functions.Require("Rows");
        Matrix.EmitTable(writer, layer.OutputSize);
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions)
    {
        if (!LooksAhead)
        {
            writer.Line($"float[] window = {Window};");
            writer.Line($"Array.Copy(x, at, window, {layer.StateSize}, {layer.InputSize});");
        }
        if (ReadsWholeWindow) EmitRows(writer, functions, Values("window", "0", (layer.Span + 1) * layer.InputSize));
        else EmitTaps(writer);
        if (layer.StateSize > 0) writer.Line($"for (int i = 0; i < {layer.StateSize}; i++) window[i] = window[i + {layer.InputSize}];");
    }

    private void EmitTaps(CodeWriter writer)
    {
        using (writer.Block($"for (int o = 0; o < {layer.OutputSize}; o++)"))
        {
            writer.Line($"float[] row = {Matrix.Name}[o];");
            writer.Line("float sum = row[0];");
            using (writer.Block($"for (int k = 0; k < {layer.KernelSize}; k++)"))
            {
                writer.Line($"int column = 1 + k * {GroupInputs};");
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
        CountDone(writer, Macs);
    }
}
