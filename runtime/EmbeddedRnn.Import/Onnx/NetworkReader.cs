using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Makes a model of a graph. A file does not say which axis of its input is time and which the batch, so the usual orders are
/// tried: every operator checks the axes that it gets, and only one order passes all of them.
/// </summary>
internal static class NetworkReader
{
    public static Model Read(OnnxFile file)
    {
        IReadOnlyList<Node> order = GraphOrder.Of(file);
        Attempt? furthest = null;
        foreach (InputRoles roles in InputRoles.All(file))
        {
            var interpreter = new Interpreter(file, roles);
            try
            {
                interpreter.Run(order);
                Layer[] layers = NetworkOutput.Layers(file, interpreter, order);
                return new Model(file.Source.ModelName, layers);
            }
            catch (ImportException exception)
            {
                if (furthest is null || interpreter.Done > furthest.Done) furthest = new Attempt(interpreter.Done, exception);
            }
            catch (ArgumentException exception)
            {
                throw file.Source.Error("", "its layers do not fit together: " + exception.Message, exception);
            }
        }
        throw furthest?.Exception ?? file.Source.Error("", "the graph has no input.");
    }

    // Where no order passes, the message is that of the one that was understood the longest.
    private sealed record Attempt(int Done, ImportException Exception);
}
