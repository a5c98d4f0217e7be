using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using EmbeddedRnn.Tool.Commands;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool;

/// <summary>All commands, and what becomes of their errors. A new command is a class in Commands and a line here.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, ToolConsole console)
    {
        var root = new Command("embeddedrnn", "Turns trained recurrent networks into plain C#.")
        {
            InspectCommand.Create(console),
            RunCommand.Create(console),
            CheckCommand.Create(console),
            EmitCommand.Create(console),
            BudgetCommand.Create(console),
            ConvertCommand.Create(console),
            CalibrateCommand.Create(console),
            TrainCommand.Create(console),
            EvaluateCommand.Create(console),
            HardenCommand.Create(console),
            ReportCommand.Create(console),
            BenchCommand.Create(console),
            new HelpOption(),
            new VersionOption(),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction) return Fail(console, Misuse.Explain(parsed, root));
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception) when (exception is ImportException or ToolException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Fail(console, exception.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(console, "there is not enough memory for this file.");
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static int Fail(ToolConsole console, string message)
    {
        console.Error.WriteLine("embeddedrnn: " + message.ReplaceLineEndings(" "));
        return ExitCode.Failure;
    }
}
