using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>The network's inputs as whole numbers; what is beyond a range saturates, and NaN counts as the middle of it.</summary>
internal sealed class QuantisedInputStage : QuantisedStage
{
    // Beyond these many inputs of ranges of their own, a loop over tables is smaller.
    private const int MostWrittenOut = 12;

    private readonly Slot input;
    private readonly float[] offsets;
    private readonly float[] scales;

    public QuantisedInputStage(string name, IReadOnlyList<ValueRange> ranges, Slot input, Slot output, WeightFormat format)
        : base(name, output, format)
    {
        this.input = input;
        offsets = ranges.Select(r => (float)(((double)r.Least + r.Most) / 2)).ToArray();
        scales = ranges.Select(r => (float)(2d * Fixed.One / ((double)r.Most - r.Least))).ToArray();
        int narrow = Array.FindIndex(scales, float.IsInfinity);
        if (narrow >= 0) throw new ArgumentException($"integer weights need ranges of inputs that are wider than 2E-34, but that of input {narrow + 1} is {ranges[narrow]}: state a wider one.");
        Values = new FixedValues(output.Array, scales.Select(scale => 1d / scale).ToArray(), offsets.Select(offset => (double)offset).ToArray());
    }

    public override string Description => $"{scales.Length} input{(scales.Length == 1 ? "" : "s")} as whole numbers";

    public override FixedValues Values { get; }

    public override long Macs => 0;

    private bool IsUniform => offsets.All(o => o == offsets[0]) && scales.All(s => s == scales[0]);

    private bool HasTables => !IsUniform && scales.Length > MostWrittenOut;

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        if (!HasTables) return;
        WeightRows.Emit(writer, Name + "Offset", offsets);
        WeightRows.Emit(writer, Name + "Scale", scales);
    }

    public override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        functions.Require("Fixed");
        writer.Line($"// {Description}.");
        using (writer.Block($"private void {Name}(float[] x, int at, int[] y)"))
        {
            string loop = $"for (int i = 0; i < {scales.Length}; i++) y[i] = ";
            if (IsUniform)
            {
                writer.Line($"{loop}{Of("x[at + i]", 0)};");
                return;
            }
            if (HasTables)
            {
                writer.Line($"{loop}Fixed(x[at + i] - {Name}Offset[i], {Name}Scale[i], {Fixed.One});");
                return;
            }
            for (int i = 0; i < scales.Length; i++) writer.Line($"y[{i}] = {Of(i == 0 ? "x[at]" : $"x[at + {i}]", i)};");
        }
    }

    public override void EmitCall(CodeWriter writer) => writer.Line($"{Name}({input.Array}, {input.At}, {Output.Array});");

    private string Of(string value, int i)
    {
        string offset = offsets[i] == 0 ? "" : offsets[i] < 0 ? $" + {Literal.Of(-offsets[i])}" : $" - {Literal.Of(offsets[i])}";
        return $"Fixed({value}{offset}, {Literal.Of(scales[i])}, {Fixed.One})";
    }
}

/// <summary>A cell's hidden state as real numbers.</summary>
internal sealed class QuantisedOutputStage : QuantisedStage
{
    public QuantisedOutputStage(string name, FixedValues values, Slot output, WeightFormat format)
        : base(name, output, format) => Values = values;

    public override string Description => $"{Values.Count} value{(Values.Count == 1 ? "" : "s")} as real numbers";

    public override FixedValues Values { get; }

    public override long Macs => 0;

    public override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"// {Description}.");
        using (writer.Block($"private void {Name}(int[] x, float[] y)"))
            writer.Line($"for (int i = 0; i < {Values.Count}; i++) y[i] = x[i] * {Literal.Of((float)Values.Units[0])};");
    }

    public override void EmitCall(CodeWriter writer) => writer.Line($"{Name}({Values.Array}, {Output.Array});");
}
