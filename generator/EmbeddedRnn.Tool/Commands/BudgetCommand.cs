using System.CommandLine;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Tool.Budgeting;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>budget MODEL --board NAME: what the device code of a network takes on a board, and whether that fits.</summary>
internal static class BudgetCommand
{
    private const int LargestIlBudget = DeviceLimits.IlBytes;
    private const int LongestSequence = 1_000_000;

    private const string Help =
        """
        Plans the .NET nanoFramework code of a network and compares it with what a board has: IL, static data, memory, multiply-accumulates (MACs)
        a step and an estimated time. Exit code 1 where it does not fit, with what would help.

        Example:
          embeddedrnn budget gesture.safetensors --board RP2040
          embeddedrnn budget gesture.safetensors --flash 256K --ram 64K --il-budget 8192
          embeddedrnn budget gesture.rnn.txt --board F091RC --weights int8
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var board = new BoardOptions();
        var weights = new WeightsOption();
        Option<int?> ilBudget = NumberOptions.Count("--il-budget", "The most bytes of IL for the class; the usual is 32768, and 8192 on boards with up to 68 KB of flash.", LargestIlBudget);
        Option<int?> steps = NumberOptions.Count("--steps", "Steps of the longest sequence, for a network that needs whole ones; the usual is 1.", LongestSequence);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("budget", Help) { ilBudget, steps, json };
        board.AddTo(command);
        weights.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            Board known = board.Of(parsed);
            WeightFormat format = weights.Read(parsed);
            Model read = model.ReadComplete(parsed);
            int budget = parsed.GetValue(ilBudget) ?? known.IlBudget;
            DevicePlanReport Plan(Model planned, int ilBudget)
            {
                try
                {
                    return DeviceCompiler.Plan(new ClassTarget("", [], planned.Name), planned, new DeviceOptions { IlBudget = ilBudget, Weights = format });
                }
                catch (System.ArgumentException exception)
                {
                    throw ToolException.From(model.File(parsed), exception);
                }
            }

            BudgetReport report = console.Progress.While(progress =>
            {
                progress("planning", 0);
                return BudgetReport.Of(read, format, Plan, budget, known, parsed.GetValue(steps) ?? 1);
            });
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else BudgetText.Write(console, report);
            return report.Fits ? ExitCode.Success : ExitCode.Difference;
        });
        return command;
    }
}
