using System.CommandLine;
using EmbeddedRnn.Tool.Inspecting;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>inspect MODEL: the network's layers, sizes and costs.</summary>
internal static class InspectCommand
{
    private const string Help =
        """
        Shows a network: its layers with shapes, parameters, multiply-accumulates (MACs) a step, state and bytes.

        Example:
          embeddedrnn inspect gesture.safetensors
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console, anyWeights: true);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("inspect", Help) { json };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            ModelReport report = ModelReport.Of(model.File(parsed), model.Read(parsed));
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else ReportText.Write(console, report);
            return ExitCode.Success;
        });
        return command;
    }
}
