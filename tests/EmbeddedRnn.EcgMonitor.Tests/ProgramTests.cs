using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void ItStreamsItsOwnRecordAndReports()
    {
        using var picture = new TemporaryFile();
        (int exit, string output, string error) = Run("--picture", picture.Path);
        Assert.Equal(0, exit);
        Assert.Empty(error);
        foreach (string figure in (string[])["samples", "ns", "bytes allocated", "largest deviation", "GRU", "linear predictor", "last value", "beats found", "mean heart rate", "beats flagged", "no labels"])
            Assert.Contains(figure, output, StringComparison.Ordinal);
        Assert.Contains(picture.Path, output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(picture.Path).Root!.Name.LocalName);
    }

    [Fact]
    public void AFileOfTheUsersOwnIsStreamedAndItsBadLinesAreNamed()
    {
        List<string> lines = TemporaryFile.MadeSignal(20);
        lines[99] = "x";
        using var input = new TemporaryFile(lines);
        using var picture = new TemporaryFile();
        (int exit, string output, string error) = Run("--input", input.Path, "--picture", picture.Path);
        Assert.Equal(0, exit);
        Assert.Contains("line 100: 'x' is not a number; the value before it is held", error, StringComparison.Ordinal);
        Assert.Contains("samples                         7200", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADecimalCommaInTheCultureChangesNothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        using var picture = new TemporaryFile();
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            (int exit, string output, _) = Run("--picture", picture.Path);
            Assert.Equal(0, exit);
            Assert.Contains("120.0 s", output, StringComparison.Ordinal);
            Assert.DoesNotContain("0,", File.ReadAllText(picture.Path).Split("<polyline").First(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("no such file", "--input", "does-not-exist.csv")]
    [InlineData("cannot be read as a file", "--input", ".")]
    [InlineData("unknown argument '--speed'", "--speed")]
    [InlineData("--input needs a value", "--input")]
    [InlineData("--rate '7'", "--input", "x.csv", "--rate", "7")]
    [InlineData("give it with --input", "--millivolts")]
    [InlineData("the picture cannot be written", "--picture", "no/such/folder/picture.svg")]
    public void WhatCannotBeUsedIsOneLineAndExitCode2(string message, params string[] arguments) =>
        RefusedWith(message, Run(arguments));

    [Theory]
    [InlineData("the file is empty", 0)]
    [InlineData("5.00 s is too short", 5)]
    public void TooLittleIsOneLineAndExitCode2(string message, int seconds)
    {
        using var input = new TemporaryFile(TemporaryFile.MadeSignal(seconds));
        RefusedWith(message, Run("--input", input.Path));
    }

    [Fact]
    public void HelpIsExitCode0()
    {
        (int exit, string output, string error) = Run("--help");
        Assert.Equal(0, exit);
        Assert.Contains("--input FILE", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    private static void RefusedWith(string message, (int Exit, string Output, string Error) run)
    {
        Assert.Equal(2, run.Exit);
        Assert.Contains(message, Assert.Single(run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        return (Program.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
