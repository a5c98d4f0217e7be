using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>The command as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Into_a_pipe_goes_plain_text()
    {
        using Process process = Start("inspect", folder.Model("m.rnn.txt", Networks.Gru));
        string output = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, error));
        Assert.Contains("gesture: input [T, 3] -> gru [T, 5]", output);
        Assert.All(output, c => Assert.True(c is '\n' or '\r' or (>= ' ' and <= '~'), $"U+{(int)c:x4}"));
    }

    [Fact]
    public async Task A_bad_file_is_exit_code_2_and_one_line()
    {
        using Process process = Start("run", folder.At("none"), "--input", "x.csv", "--output", "y.csv");
        string output = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((2, ""), (process.ExitCode, output));
        Assert.Equal($"embeddedrnn: {folder.At("none")}: there is no such file.", error.TrimEnd());
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_error()
    {
        using Process process = Start("inspect", folder.Model("m.rnn.txt", Networks.Gru), "--json");
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, error));
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "EmbeddedRnn.Tool.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
