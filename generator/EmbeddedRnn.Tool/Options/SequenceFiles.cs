using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Reads the sequences that belong to a model and refuses those that do not fit it.</summary>
internal static class SequenceFiles
{
    /// <summary>How the help describes such a file.</summary>
    public const string Kinds = ".csv (one time step a row, no header), .npy, or .safetensors (FILE.safetensors:TENSOR where it holds several)";

    private const string NamedTensor = ".safetensors:";

    /// <summary>The inputs, [T, InputSize].</summary>
    public static Sequence Inputs(string file, Model model) => OfWidth(file, model.InputSize, $"{model.Name} takes {model.InputSize}");

    /// <summary>The expected outputs, [T, OutputSize], as many steps as the inputs.</summary>
    public static Sequence Expected(string file, Model model, string inputFile, Sequence inputs)
    {
        Sequence expected = OfWidth(file, model.OutputSize, $"{model.Name} gives {model.OutputSize}");
        if (model.OutputsLastStepOnly && expected.Steps != 1)
            throw new ToolException($"{file}: there are {expected.Steps} steps of expected outputs, but {model.Name} gives one output, that of the last step.");
        if (!model.OutputsLastStepOnly && expected.Steps != inputs.Steps)
            throw new ToolException($"{file}: there are {Counted(expected.Steps, "step")} of expected outputs, but {inputFile} has {Counted(inputs.Steps, "step")} of inputs.");
        return expected;
    }

    /// <summary>An initial state, [StateSize] in whatever rows, or null where no file is named.</summary>
    public static float[]? State(string? file, Model model)
    {
        if (file is null) return null;
        float[] state = Read(file).ToSingle();
        if (state.Length != model.StateSize)
            throw new ToolException($"{file}: the state has {Counted(state.Length, "value")}, but {model.Name} keeps {model.StateSize}: {Parts(model)}.");
        return state;
    }

    /// <summary>The file of a name that may say which of its tensors is meant.</summary>
    public static string FileOf(string name) => Split(name).File;

    private static Sequence OfWidth(string file, int width, string should)
    {
        Sequence sequence = Read(file);
        return sequence.Width == width ? sequence : throw new ToolException($"{file}: {Counted(sequence.Width, "value")} a step, but {should}.");
    }

    /// <summary>Any sequence.</summary>
    public static Sequence Read(string name)
    {
        if (name.Length == 0) throw new ToolException("the name of a sequence's file is empty.");
        (string file, string? tensor) = Split(name);
        if (Directory.Exists(file)) throw new ToolException($"{file}: this is a folder; name a file in it.");
        if (!File.Exists(file)) throw new ToolException($"{file}: there is no such file.");
        return Sequence.Read(file, tensor);
    }

    private static (string File, string? Tensor) Split(string name)
    {
        int at = name.LastIndexOf(NamedTensor, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (name, null) : (name[..(at + NamedTensor.Length - 1)], name[(at + NamedTensor.Length)..]);
    }

    private static string Parts(Model model)
    {
        string[] parts = [.. model.AllLayers.Where(l => l.StateSize > 0 && l.Inner.Count == 0).Select(Part)];
        return parts.Length == 0 ? "it has no state" : string.Join("; then ", parts);
    }

    private static string Part(Layer layer) => layer switch
    {
        LstmLayer => $"hidden state [{layer.OutputSize}], then cell state [{layer.StateSize - layer.OutputSize}]",
        CellLayer => $"hidden state [{layer.StateSize}]",
        _ => $"{layer.Kind} [{layer.StateSize}]",
    };

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
