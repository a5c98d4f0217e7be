using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>One reading of the graph's inputs: which is the sequence, and what its axes are.</summary>
internal sealed class InputRoles
{
    private static readonly Dictionary<int, Role[][]> Orders = new()
    {
        [1] = [[Role.Feature]],
        [2] = [[Role.Time, Role.Feature], [Role.Batch, Role.Feature], [Role.Feature, Role.Time]],
        [3] = [[Role.Time, Role.Batch, Role.Feature], [Role.Batch, Role.Time, Role.Feature], [Role.Batch, Role.Feature, Role.Time]],
    };

    private InputRoles(IReadOnlyDictionary<string, Value> values, bool isStep) => (Values, IsStep) = (values, isStep);

    /// <summary>The value of each input.</summary>
    public IReadOnlyDictionary<string, Value> Values { get; }

    /// <summary>True where the network is given one step at a time: no axis is time.</summary>
    public bool IsStep { get; }

    public static IEnumerable<InputRoles> All(OnnxFile file)
    {
        const int MostInputs = 64;
        if (file.Inputs.Count > MostInputs) throw file.Source.Error("", FormattableString.Invariant($"the graph has {file.Inputs.Count} inputs; at most {MostInputs} are read."));
        var shapes = file.Inputs.ToDictionary(i => i.Name, i => Shape(file, i), StringComparer.Ordinal);
        ImportException? refusal = null;
        int found = 0;
        foreach (ValueInfoProto sequence in file.Inputs)
        {
            long?[] shape = shapes[sequence.Name];
            if (!Orders.TryGetValue(shape.Length, out Role[][]? orders))
            {
                refusal ??= file.Source.Error(Place(sequence.Name), FormattableString.Invariant(
                    $"it has {shape.Length} dimensions; a sequence has up to three: steps, batch and features in some order."));
                continue;
            }
            foreach (Role[] order in orders)
            {
                if (shape[Array.IndexOf(order, Role.Feature)] is null) continue;
                found++;
                yield return Make(file, sequence.Name, order, shapes);
            }
            refusal ??= file.Source.Error(Place(sequence.Name), "the number of its features is not in the file: export it with a fixed last dimension.");
        }
        if (found == 0) throw refusal ?? file.Source.Error("", "the graph has no input.");
    }

    private static InputRoles Make(OnnxFile file, string sequence, Role[] order, Dictionary<string, long?[]> shapes)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        long?[] shape = shapes[sequence];
        var axes = new Axis[order.Length];
        for (int k = 0; k < order.Length; k++) axes[k] = AxisOf(order[k], shape[k]);
        int features = (int)shape[Array.IndexOf(order, Role.Feature)]!.Value;
        values.Add(sequence, SignalValue.Of(axes, new InputFlow(sequence, features, InputUse.Sequence)));
        long? batch = Array.IndexOf(order, Role.Batch) is var at and >= 0 ? shape[at] : 1;
        foreach (ValueInfoProto other in file.Inputs.Where(i => i.Name != sequence)) values.Add(other.Name, Other(other, shapes[other.Name], batch));
        return new InputRoles(values, !axes.Any(a => a.Atoms.Any(atom => atom.Role == Role.Time)));
    }

    private static Axis AxisOf(Role role, long? size)
    {
        if (size == 1) return Axis.One;
        if (role == Role.Feature) return Axis.OfFeatures(size!.Value);
        return new Axis([new Atom(role, size is { } known ? Dim.Of(known) : role == Role.Time ? Dim.StepCount : Dim.BatchSize)]);
    }

    // States have a batch axis and features; lengths have a batch axis alone. Integers can only be lengths.
    private static Value Other(ValueInfoProto input, long?[] shape, long? batch)
    {
        const int Int32 = 6, Int64 = 7;
        bool integers = input.Type.TensorType.ElemType is Int32 or Int64;
        int batchAt = BatchAxis(shape, batch);
        var axes = new Axis[shape.Length];
        for (int k = 0; k < shape.Length; k++) axes[k] = AxisOf(k == batchAt || shape[k] is null ? Role.Batch : Role.Feature, shape[k]);
        int count = axes.Aggregate(1, (product, a) => checked(product * a.Features));
        return SignalValue.Of(axes, new InputFlow(input.Name, count, integers ? InputUse.Lengths : InputUse.State));
    }

    private static int BatchAxis(long?[] shape, long? batch)
    {
        int open = Array.FindIndex(shape, s => s is null);
        if (open >= 0 || batch is null or 1) return open;
        // [layers, batch, units], as PyTorch and layout 0 have it, before [batch, layers, units].
        int[] preferred = shape.Length == 3 ? [1, 0] : [0];
        return preferred.Where(k => k < shape.Length && shape[k] == batch).DefaultIfEmpty(-1).First();
    }

    // A dimension that is not a number is null: it has a name, or no value.
    private static long?[] Shape(OnnxFile file, ValueInfoProto input)
    {
        const int MostFeatures = 1 << 20;
        if (input.Type?.TensorType is not { } type) throw file.Source.Error(Place(input.Name), "it is not a tensor, or has no type.");
        if (type.Shape is not { } shape) throw file.Source.Error(Place(input.Name), "its shape is not in the file.");
        var sizes = new long?[shape.Dim.Count];
        for (int k = 0; k < sizes.Length; k++)
        {
            if (shape.Dim[k].ValueCase != DimensionProto.ValueOneofCase.DimValue) continue;
            long size = shape.Dim[k].DimValue;
            if (size is < 0 or > MostFeatures) throw file.Source.Error(Place(input.Name), FormattableString.Invariant($"its dimension {k + 1} is {size}, which is not possible or too large."));
            if (size > 0) sizes[k] = size;
        }
        if (sizes.Aggregate(1.0, (product, s) => product * (s ?? 1)) > int.MaxValue) throw file.Source.Error(Place(input.Name), "its dimensions are too large together.");
        return sizes;
    }

    private static string Place(string name) => $"input {Printable.Name(name)}";
}
