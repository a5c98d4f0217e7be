using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// y = f(W x + b). The last one gives real numbers, its sums times the scales of their rows; one before it whole numbers, whose range
/// follows from the weights.
/// </summary>
internal sealed class QuantisedDenseStage : QuantisedStage
{
    private readonly DenseLayer layer;
    private readonly FixedValues input;
    private readonly FixedFunction? function;
    private readonly FixedMatrix matrix;
    private readonly bool last;

    /// <param name="name">The method's name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">The activation behind it, or null.</param>
    /// <param name="input">Its input.</param>
    /// <param name="output">Where its values go: an array of whole numbers, or of floats for the last one.</param>
    /// <param name="last">True for the layer behind which the values are real.</param>
    /// <param name="format">The weights.</param>
    public QuantisedDenseStage(string name, DenseLayer layer, ActivationFunction? activation, FixedValues input, Slot output, bool last, WeightFormat format)
        : base(name, output, format)
    {
        this.layer = layer;
        this.input = input;
        this.last = last;
        var rows = new List<(double[] Weights, double Bias)>();
        for (int row = 0; row < layer.OutputSize; row++)
        {
            double[] weights = Enumerable.Range(0, layer.InputSize).Select(i => layer.Weights[row, i] * input.Units[i]).ToArray();
            rows.Add((weights, (layer.Bias?[row] ?? 0d) + Enumerable.Range(0, layer.InputSize).Sum(i => layer.Weights[row, i] * input.Offsets[i])));
        }
        double reach = Math.Max(rows.Max(row => Math.Abs(row.Bias) + Fixed.One * row.Weights.Sum(Math.Abs)), 1e-30);
        int places = Fixed.PlacesOf(reach, Fixed.Places);
        function = activation is null ? new FixedFunction(Fixed.Unit(places), 0, "FixedClip", places)
            : FixedFunction.Value(activation, places, format)
            ?? throw new ArgumentException($"integer weights allow tanh, hard tanh, a sigmoid, a hard sigmoid or ReLU between dense layers, but {activation} is given.");
        Values = FixedValues.Of(output.Array, layer.OutputSize, Fixed.Unit(function.Places));
        ValueShift = ValuePlaces.Lost(rows, format);
        matrix = new FixedMatrix(
            name + "Rows", $"the rows of {layer.Describe()}", rows.Select(row => row.Weights.Select(w => w * (1 << ValueShift)).ToArray()).ToArray(),
            rows.Select(row => row.Bias + (last ? 0 : function.Shift)).ToArray(), last ? 0 : function.SumUnit, Limit, format) { NeedsUnits = last };
    }

    public override string Description => layer.Describe();

    public override FixedValues Values { get; }

    public override int Units => layer.OutputSize;

    public override long Macs => layer.MacsPerStep;

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions) => matrix.EmitTable(writer, functions, Looped);

    public override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"// {Description}, weights of {(Format == WeightFormat.Int8 ? 8 : 16)} bits: {ShapeDescription}.");
        using (writer.Block($"private void {Name}(int[] x, {(last ? "float" : "int")}[] y)"))
        {
            IReadOnlyList<string> columns = Load(writer, "x", "x", layer.InputSize, column => matrix.Reads(column, Looped));
            if (Looped > 0) writer.Line(FixedMatrix.RowLocal(Format));
            EmitUnits(writer, Units, Looped, unit => writer.Line(last
                ? $"y[{unit.Text}] = {matrix.Real(writer, unit, columns)};"
                : $"y[{unit.Text}] = {function!.Of(functions, matrix.Rescaled(writer, unit, columns))};"));
            CountDone(writer, Macs);
        }
    }

    public override void EmitCall(CodeWriter writer) => writer.Line($"{Name}({input.Array}, {Output.Array});");
}
