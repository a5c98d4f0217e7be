using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Finds the network's output among the graph's outputs. The others must be what its recurrent operators ended with (Y_h, Y_c):
/// the network's state after the last step.
/// </summary>
internal static class NetworkOutput
{
    public static Layer[] Layers(OnnxFile file, Interpreter interpreter, IReadOnlyList<Node> order)
    {
        var outputs = new List<(string Name, SignalValue Signal)>();
        foreach (string name in file.Outputs)
        {
            if (interpreter.Find(name) is not SignalValue signal) throw Error(file, name, "it is not computed from the network's input by operators that are supported.");
            outputs.Add((name, signal));
        }
        (string Name, SignalValue Signal)[] sequences = outputs.Where(o => !IsState(o.Signal)).ToArray();
        if (sequences.Length > 1)
            throw Error(file, sequences[1].Name, $"the graph has {sequences.Length} outputs that are not states: {Printable.Names(sequences.Select(s => s.Name).ToArray())}; export the network with one.");
        (string main, SignalValue value) = sequences.Length == 1 ? sequences[0] : outputs[0];
        Flow flow = Main(file, main, value, order, interpreter.IsStep);
        InputFlow input = Input(flow) ?? throw Error(file, main, $"it is {flow.Description}, which is no chain of layers.");
        RequireInputsUsed(file, input);
        foreach ((string name, SignalValue signal) in outputs.Where(o => o.Name != main)) RequireState(file, name, signal, flow);
        List<Layer> layers = FlowBuilder.Between(input, flow)!;
        if (layers.Count == 0) throw Error(file, main, "it is the network's input, unchanged.");
        return layers.ToArray();
    }

    private static Flow Main(OnnxFile file, string name, SignalValue signal, IReadOnlyList<Node> order, bool isStep)
    {
        if (!signal.IsAligned) throw Error(file, name, "it has another number of steps than the input: zeros before or after the sequence (Pad), or a convolution's surplus steps that are not cut off.");
        Node node = order.FirstOrDefault(n => n.Outputs.Contains(name)) ?? throw Error(file, name, "it is an input of the graph, or a constant.");
        if (signal.Items.Length == 0) throw Error(file, name, "it has no values.");
        return FlowBuilder.Materialise(signal, node);
    }

    // For a network that is given one step at a time, what a cell ended with is its output.
    private static bool IsState(SignalValue signal) => Parts(signal).All(p => p is FinalFlow);

    private static IReadOnlyList<Flow> Parts(SignalValue signal)
    {
        Flow flow = FlowBuilder.Narrow(signal.Flow, signal.Items).Flow;
        return flow is JoinedFlow joined ? joined.Parts : [flow];
    }

    private static InputFlow? Input(Flow flow)
    {
        Flow at = flow;
        while (at is LayerFlow layer) at = layer.Parent;
        return at as InputFlow;
    }

    private static void RequireState(OnnxFile file, string name, SignalValue signal, Flow main)
    {
        if (!IsState(signal)) throw Error(file, name, "it is neither the network's output nor a state; export the network with one output.");
        var cells = new HashSet<Layer>();
        for (Flow at = main; at is LayerFlow layer; at = layer.Parent)
        {
            cells.Add(layer.Layer);
            cells.UnionWith(Inner(layer.Layer));
        }
        foreach (FinalFlow final in Parts(signal).Cast<FinalFlow>())
        {
            if (!Inner(final.Cell.Layer).Prepend(final.Cell.Layer).Any(cells.Contains))
                throw Error(file, name, "it is the state of a recurrent operator that the network's output does not depend on.");
        }
    }

    private static IEnumerable<Layer> Inner(Layer layer) => layer.Inner.SelectMany(l => Inner(l).Prepend(l));

    private static void RequireInputsUsed(OnnxFile file, InputFlow sequence)
    {
        if (sequence.Use != InputUse.Sequence) throw file.Source.Error($"input {Printable.Name(sequence.Name)}", "it is not a sequence.");
    }

    private static ImportException Error(OnnxFile file, string name, string reason) => file.Source.Error($"output {Printable.Name(name)}", reason);
}
