using System;
using System.IO;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Tool;
using EmbeddedRnn.Tool.Output;
using Spectre.Console;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>One call of the command, in this process.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>As with both streams redirected.</summary>
    public static ToolRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static ToolRun Of(CancellationToken cancellation, params string[] arguments)
    {
        (StringWriter output, StringWriter error) = (Writer(), Writer());
        int code = CommandLine.Run(arguments, new ToolConsole(output, error, cancellation: cancellation));
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>As on a terminal of a width; all that it shows is <see cref="Output"/>.</summary>
    public static ToolRun OnTerminal(int width, params string[] arguments)
    {
        (StringWriter output, StringWriter error) = (Writer(), Writer());
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = width;
        terminal.Profile.Capabilities.Unicode = true;
        int code = CommandLine.Run(arguments, new ToolConsole(output, error, terminal));
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The run did its work without a complaint.</summary>
    public ToolRun Succeeded()
    {
        Assert.Equal((0, ""), (Code, Error));
        return this;
    }

    /// <summary>The run was refused with one line that contains this.</summary>
    public void Refused(string reason)
    {
        Assert.Equal((2, ""), (Code, Output));
        Assert.Contains(reason, Error);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("embeddedrnn: ", Error);
        Assert.DoesNotContain("Parameter '", Error);
    }

    private static StringWriter Writer() => new() { NewLine = "\n" };
}
