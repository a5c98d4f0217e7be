using System.CommandLine;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Tool.Checking;
using EmbeddedRnn.Tool.Emitting;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>emit MODEL --class Ns.Name --output DIR: the generated C# as files.</summary>
internal static class EmitCommand
{
    private const string Desktop = "desktop";
    private const string Device = "device";

    private const string Help =
        """
        Writes the generated C# of a network as files that compile with no generator present. Those of the desktop profile need EmbeddedRnn.dll and
        EmbeddedRnn.Model.dll only; those of the device profile are C# 9 for .NET nanoFramework and need nothing but its mscorlib.
        The class is internal; declare another part of it to change that: public sealed partial class Name { }.

        Example:
          embeddedrnn emit gesture.safetensors --class Sensors.Gesture --output Generated
          embeddedrnn emit gesture.safetensors --class Sensors.Gesture --output Generated --profile device --il-budget 8192
          embeddedrnn emit gesture.rnn.txt --class Sensors.Gesture --output Generated --weights int16 --input x.csv
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var name = new Option<string>("--class") { Description = "The class, with its namespace.", HelpName = "Ns.Name", Required = true };
        var output = new Option<string>("--output") { Description = "The folder to write into; it is made where it does not exist.", HelpName = "DIR", Required = true };
        var profile = new Option<string>("--profile") { Description = "What the code is for: desktop (.NET 8 and later) or device (.NET nanoFramework).", HelpName = $"{Desktop}|{Device}", DefaultValueFactory = _ => Desktop };
        var weights = new WeightsOption();
        var device = new DeviceCodeOptions();
        var input = new Option<string?>("--input") { Description = $"Inputs on which to measure the error of integer weights, for the head of the code, instead of some drawn from the ranges: {SequenceFiles.Kinds}.", HelpName = "X" };
        var command = new Command("emit", Help) { name, output, profile, input };
        weights.AddTo(command);
        device.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            bool isDevice = IsDevice(parsed.GetRequiredValue(profile));
            WeightFormat format = weights.Read(parsed);
            ClassTarget target = ClassName.Parse("--class", parsed.GetRequiredValue(name));
            Model read = model.ReadComplete(parsed);
            if (isDevice && parsed.GetValue(input) is not null) throw new ToolException($"--input: the error is measured for --profile {Desktop}; device code has check --engine device.");
            if (!isDevice) device.RequireNone(parsed);
            EmittedClass files = isDevice
                ? EmittedClass.Device(read, model.File(parsed), target, device.Read(parsed, format))
                : EmittedClass.Desktop(read, model.File(parsed), target, Options(read, format, parsed.GetValue(input), console));
            string folder = parsed.GetRequiredValue(output);
            OutputPath.Write("--output", folder, () => new EmissionFolder(folder).Write(files, console));
            return ExitCode.Success;
        });
        return command;
    }

    private static DesktopOptions Options(Model model, WeightFormat format, string? input, ToolConsole console)
    {
        DesktopEngine.RequireRanges(model, format);
        if (input is not null && format == WeightFormat.Float32) throw new ToolException("--input: it is for the error of integer weights; add --weights int16 or --weights int8.");
        if (format == WeightFormat.Float32 || !model.AllLayers.OfType<CellLayer>().Any()) return DesktopOptions.Default with { Weights = format };
        string error = input is null
            ? QuantisationError.Of(model, format, console)
            : QuantisationError.Of(model, format, SequenceFiles.Inputs(input, model), SequenceFiles.FileOf(input), console);
        return DesktopOptions.Default with { Weights = format, MeasuredError = error };
    }

    private static bool IsDevice(string profile) => profile switch
    {
        Desktop => false,
        Device => true,
        _ => throw new ToolException($"--profile: '{profile}' is not known; it must be {Desktop} or {Device}."),
    };
}
