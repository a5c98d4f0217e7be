using System.CommandLine;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Tool.Emitting;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>emit MODEL --class Ns.Name --output DIR: the generated C# as files.</summary>
internal static class EmitCommand
{
    private const string Desktop = "desktop";

    // Part of the command's design, but of no version yet.
    private const string Planned = "device";

    private const string Help =
        """
        Writes the generated C# of a network as files that compile with no generator present: they need EmbeddedRnn.dll and EmbeddedRnn.Model.dll only.
        The class is internal; declare another part of it to change that: public sealed partial class Name { }.

        Example:
          embeddedrnn emit gesture.safetensors --class Sensors.Gesture --output Generated
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions();
        var name = new Option<string>("--class") { Description = "The class, with its namespace.", HelpName = "Ns.Name", Required = true };
        var output = new Option<string>("--output") { Description = "The folder to write into; it is made where it does not exist.", HelpName = "DIR", Required = true };
        var profile = new Option<string>("--profile") { Description = "What the code is for: desktop.", HelpName = Desktop, DefaultValueFactory = _ => Desktop };
        var command = new Command("emit", Help) { name, output, profile };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            RequireKnown(parsed.GetRequiredValue(profile));
            ClassTarget target = ClassName.Parse("--class", parsed.GetRequiredValue(name));
            EmittedClass files = EmittedClass.Of(model.ReadComplete(parsed), model.File(parsed), target);
            string folder = parsed.GetRequiredValue(output);
            OutputPath.Write("--output", folder, () => new EmissionFolder(folder).Write(files, console));
            return ExitCode.Success;
        });
        return command;
    }

    private static void RequireKnown(string profile)
    {
        if (profile != Desktop)
            throw new ToolException($"--profile: '{profile}' {(profile == Planned ? "is not available in this version" : "is not known")}; it must be {Desktop}.");
    }
}
