using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Spectre.Console;
using Xunit;
using Progress = EmbeddedRnn.Tool.Output.Progress;

namespace EmbeddedRnn.Tests;

/// <summary>What all commands have in common.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => ["inspect", "run", "check", "emit", "budget", "convert", "bench"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_has_an_example_whose_options_there_are(string command)
    {
        string help = ToolRun.Of(command, "--help").Succeeded().Output;
        Match example = Regex.Match(help, @"Example:\s+embeddedrnn (.+)");
        Assert.StartsWith(command + " ", example.Groups[1].Value);
        string[] words = example.Groups[1].Value.Split(' ');
        // The files of the example are not here: all that may be wrong is that.
        ToolRun.Of([words[0], Path.Combine(AppContext.BaseDirectory, "none"), .. words.Skip(2)]).Refused("there is no such file");
        Assert.Contains($"embeddedrnn {command} <MODEL>", help);
        Assert.Contains("--prefix", help);
    }

    [Theory]
    [InlineData("inpsect m", "'inpsect'. Did you mean 'inspect'? See 'embeddedrnn --help'.")]
    [InlineData("run m --inptu x --output y", "'--inptu'. Did you mean '--input'? See 'embeddedrnn run --help'.")]
    [InlineData("transmogrify m", "'transmogrify'. See 'embeddedrnn --help'.")]
    [InlineData("run m --output y", "Option '--input' is required.")]
    public void A_misspelt_word_is_answered_with_what_it_may_mean(string line, string answer) => ToolRun.Of(line.Split(' ')).Refused(answer);

    [Fact]
    public void Long_work_is_shown_and_its_result_and_error_come_through()
    {
        var written = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(written) });
        var progress = new Progress(terminal, TimeSpan.Zero);
        Assert.Equal(7, progress.While(report =>
        {
            report("counting [all]", 0.5);
            return 7;
        }));
        Assert.Throws<InvalidDataException>(() => { progress.While<int>(_ => throw new InvalidDataException("bad")); });
        Assert.Equal(7, new Progress(null).While(_ => 7));
    }
}
