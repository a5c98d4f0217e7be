using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using EmbeddedRnn.Tool.Commands;

namespace EmbeddedRnn.Tool;

/// <summary>All commands, and what becomes of their errors. A new command is a class in Commands and a line here.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Turns trained recurrent networks into plain C#.")
        {
            ConvertCommand.Create(),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
            return Fail(error, $"{parsed.Errors[0].Message} See 'embeddedrnn {command}--help'.");
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is ImportException or ToolException or IOException or UnauthorizedAccessException)
        {
            return Fail(error, exception.Message);
        }
    }

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine("embeddedrnn: " + message.ReplaceLineEndings(" "));
        return ExitCode.Failure;
    }
}
