using System;
using System.CommandLine;
using System.IO;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>convert MODEL --output FILE: any supported model file as model text.</summary>
internal static class ConvertCommand
{
    private const string Help =
        """
        Writes a model as model text.

        Example:
          embeddedrnn convert gesture.safetensors --output gesture.rnn.txt
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var output = new Option<string>("--output") { Description = "The model text to write.", HelpName = "FILE", Required = true };
        var binary = new Option<bool>("--binary")
        {
            Description = "Put the weights into FILE's companion, gesture.rnn.bin beside gesture.rnn.txt, instead of into the text.",
        };
        var command = new Command("convert", Help) { output, binary };
        model.AddTo(command);
        command.SetAction(parsed => Convert(
            model.File(parsed), () => model.Read(parsed), parsed.GetRequiredValue(output), parsed.GetValue(binary), console.Output));
        return command;
    }

    private static int Convert(string file, Func<Model> read, string output, bool binary, TextWriter report)
    {
        Model model = read();
        CheckOutput(file, output);
        OutputPath.Write("--output", output, () => ModelFile.Write(model, output, weightsBeside: binary));
        report.WriteLine(binary ? $"{model} -> {output}, {ModelFile.WeightsPath(output)}" : $"{model} -> {output}");
        return ExitCode.Success;
    }

    private static void CheckOutput(string file, string output)
    {
        OutputPath.Check("--output", output);
        string full = Path.GetFullPath(output);
        string source = Path.GetFullPath(file);
        string weights = ModelFile.WeightsPath(full);
        if (weights == source || weights == ModelFile.WeightsPath(source))
            throw new ToolException($"--output: '{output}' would overwrite the model file itself; name another file.");
    }
}
