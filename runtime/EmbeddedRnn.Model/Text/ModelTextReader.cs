using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>Reads model text line by line; whatever is wrong becomes one message with the line.</summary>
internal sealed class ModelTextReader
{
    private readonly ModelTextLines lines;
    private readonly byte[]? binary;
    private int binaryOffset;
    private bool inline;

    public ModelTextReader(string text, byte[]? binary)
    {
        lines = new ModelTextLines(text ?? throw new ArgumentNullException(nameof(text)));
        this.binary = binary;
    }

    public Model Read()
    {
        ModelTextLine first = lines.Next("the first line");
        if (first.Key != ModelText.Mark) throw first.Error($"this is not model text: the first line must be '{ModelText.FirstLine}'.");
        if (Enumerable.Range(1, ModelText.Versions).All(version => first.Text != $"{ModelText.Mark} {LayerText.Number(version)}"))
            throw first.Error($"this is model text of version '{first.Rest}', and versions 1 to {LayerText.Number(ModelText.Versions)} are known here; convert the model again with this version of the tool.");
        string name = Expect("name").Rest;
        ModelTextLine hashLine = Expect("hash");
        hashLine.RequireCount(2);
        string hash = hashLine.Word(1);
        if (hash.Length != 64 || hash.Any(c => WeightBytes.Digit(c) < 0)) throw hashLine.Error("the hash must be 64 hexadecimal digits.");
        ReadWhereWeightsAre();

        var layers = new List<Layer>();
        var ranges = new List<ModelTextLine>();
        ModelTextLine line = lines.Next("'layer' or 'end'");
        for (; RangeText.Is(line); line = lines.Next("'layer' or 'end'")) ranges.Add(line);
        while (line.Key == "layer") layers.Add(ReadLayer(ref line, 0));
        if (line.Text.Trim() != "end") throw line.Error($"expected 'layer' or 'end', found '{ModelTextLine.Short(line.Text)}'.");
        lines.RequireEnd();
        ModelRanges? read = RangeText.Read(ranges, layers);
        if (layers.Count > 0 && first.Text != ModelText.FirstLineOf(layers, read))
            throw first.Error($"this is model text of version '{first.Rest}', but its layers need the first line '{ModelText.FirstLineOf(layers, read)}'.");
        return Build(name, read, hash, hashLine, line, layers.ToArray());
    }

    private Model Build(string name, ModelRanges? ranges, string hash, ModelTextLine hashLine, ModelTextLine end, Layer[] layers)
    {
        try
        {
            if (!inline && binary is null) return new Model(name, ranges, hash, layers);
            var model = new Model(name, ranges, null, layers);
            if (binary is not null && binaryOffset != binary.Length)
                throw end.Error($"the weights file has {binary.Length} bytes, but this text describes {binaryOffset}.");
            if (model.Hash != hash)
                throw hashLine.Error($"the hash does not fit the weights: text or weights were changed after they were written. Convert the model again or, where the change was meant, write 'hash {model.Hash}'.");
            return model;
        }
        catch (ArgumentException exception)
        {
            throw end.Error(exception.Message);
        }
    }

    private void ReadWhereWeightsAre()
    {
        ModelTextLine line = Expect("weights");
        line.RequireCount(2);
        switch (line.Word(1))
        {
            case "inline":
                inline = true;
                if (binary is not null) throw line.Error("the weights are in this text, but a weights file was given too.");
                break;
            case "binary":
                break;
            default:
                throw line.Error($"'weights' must be inline or binary, not '{ModelTextLine.Short(line.Word(1))}'.");
        }
    }

    private Layer ReadLayer(ref ModelTextLine line, int depth)
    {
        ModelTextLine start = line;
        start.RequireCount(2);
        string kind = start.Word(1);
        LayerForm form = LayerText.Form(kind)
            ?? throw start.Error($"there is no layer kind '{ModelTextLine.Short(kind)}'; known are {LayerText.Kinds}.");
        var read = new LayerLines(start, form);
        line = lines.Next("the layer's options");
        while (line.Key != "tensor" && line.Key != "layer" && line.Key != "end")
        {
            read.AddOption(line);
            line = lines.Next("'tensor', 'layer' or 'end'");
        }
        int before = -1;
        while (line.Key == "tensor")
        {
            before = PlaceInOrder(line, form, before);
            read.Add(ReadTensor(line));
            line = lines.Next("'tensor', 'layer' or 'end'");
        }
        if (form.IsNested) ReadInner(read, ref line, depth + 1);
        try
        {
            return form.Read(read);
        }
        catch (ArgumentException exception)
        {
            throw start.Error("the layer that starts here does not fit together: " + exception.Message);
        }
    }

    private void ReadInner(LayerLines outer, ref ModelTextLine line, int depth)
    {
        // Cells stand in the innermost residual layer, in a reversed or bidirectional one.
        if (depth > ResidualLayer.DeepestNesting + 1)
            throw outer.Start.Error($"layers can be nested {LayerText.Number(ResidualLayer.DeepestNesting + 1)} deep at most.");
        while (line.Key == "layer") outer.Inner.Add(ReadLayer(ref line, depth));
        string end = LayerText.End(outer.Form.Kind);
        if (line.Text.Trim() != end) throw line.Error($"expected 'layer' or '{end}', found '{ModelTextLine.Short(line.Text)}'.");
        line = lines.Next("'layer' or 'end'");
    }

    private Tensor ReadTensor(ModelTextLine header)
    {
        string name = header.Word(1);
        int rows = header.Integer(2);
        int columns = header.Integer(3);
        long count = (long)rows * columns;
        if (count > int.MaxValue) throw header.Error($"tensor {name} cannot have the shape [{rows}, {columns}]: it is too large.");
        if (inline)
        {
            // A value takes nine characters. Half of that is enough to bound the memory, and leaves a lost value to the line that lacks it.
            if (4 * count > lines.Remaining)
                throw header.Error($"tensor {name} is [{rows}, {columns}], {count} values, but the text ends before that.");
            return new Tensor(name, rows, columns, ReadValues(name, (int)count));
        }
        if (binary is null) return Tensor.ShapeOnly(name, rows, columns);
        if (count > (binary.Length - binaryOffset) / 4)
            throw header.Error($"tensor {name} is [{rows}, {columns}], {4 * count} bytes, but the weights file has {binary.Length - binaryOffset} left.");
        float[] values = WeightBytes.Read(binary, binaryOffset, (int)count);
        binaryOffset += 4 * (int)count;
        return new Tensor(name, rows, columns, values);
    }

    private float[] ReadValues(string name, int count)
    {
        var bytes = new byte[4 * (long)count];
        for (int i = 0; i < count;)
        {
            ModelTextLine line = lines.Next($"values of tensor {name}");
            int here = Math.Min(8, count - i);
            if (line.Count != here) throw line.Error($"expected {here} values of tensor {name}, found {line.Count}.");
            for (int w = 0; w < here; w++, i++) line.ReadBits(w, bytes, 4 * i);
        }
        return WeightBytes.Read(bytes, 0, count);
    }

    /// <summary>The order is fixed, because it is that of the bytes in a weights file.</summary>
    private static int PlaceInOrder(ModelTextLine header, LayerForm form, int before)
    {
        header.RequireCount(4);
        string name = header.Word(1);
        int place = Array.IndexOf(form.Tensors, name);
        if (place < 0) throw header.Error($"a layer of kind {form.Kind} has no tensor '{ModelTextLine.Short(name)}'.");
        if (place == before) throw header.Error($"tensor {name} stands twice in this layer.");
        if (place < before) throw header.Error($"tensor {name} must stand before tensor {form.Tensors[before]}.");
        return place;
    }

    private ModelTextLine Expect(string key)
    {
        ModelTextLine line = lines.Next($"'{key}'");
        return line.Key == key ? line : throw line.Error($"expected '{key}', found '{ModelTextLine.Short(line.Text)}'.");
    }
}
