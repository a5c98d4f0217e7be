using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>What run-on-nanoclr.sh says when something is missing; where everything is there, see docs/device.md.</summary>
public class RunOnNanoClrTests
{
    private static readonly string[] Needed = ["NANOCLR", "NANOFRAMEWORK_MSCORLIB_DLL", "NANOFRAMEWORK_MSCORLIB_PE", "NANOFRAMEWORK_MDP"];

    [Fact]
    public void Every_variable_that_is_not_set_has_a_line_of_its_own()
    {
        (int code, string[] errors) = Run("ParityProbe", []);
        Assert.Equal(2, code);
        Assert.Equal(Needed.Length, errors.Length);
        for (int i = 0; i < Needed.Length; i++) Assert.StartsWith($"run-on-nanoclr: set {Needed[i]} to ", errors[i]);
    }

    [Fact]
    public void One_that_leads_nowhere_is_named_with_its_value()
    {
        Dictionary<string, string> all = Everything();
        all["NANOFRAMEWORK_MSCORLIB_PE"] = "/nowhere/mscorlib.pe";
        (int code, string[] errors) = Run("ParityProbe", all);
        Assert.Equal(2, code);
        Assert.StartsWith("run-on-nanoclr: NANOFRAMEWORK_MSCORLIB_PE is /nowhere/mscorlib.pe, which is no file: set it to mscorlib.pe", Assert.Single(errors));
    }

    [Fact]
    public void A_reference_needs_its_pe()
    {
        Dictionary<string, string> all = Everything();
        all["NANOFRAMEWORK_REFERENCES"] = typeof(RunOnNanoClrTests).Assembly.Location;
        (int code, string[] errors) = Run("ParityProbe", all);
        Assert.Equal(2, code);
        Assert.EndsWith("each assembly needs its .dll and its .pe", Assert.Single(errors));
    }

    [Fact]
    public void A_sample_that_is_not_there_is_named()
    {
        (int code, string[] errors) = Run("NoSuchSample", Everything());
        Assert.Equal(2, code);
        Assert.StartsWith("run-on-nanoclr: there is no sample NoSuchSample", Assert.Single(errors));
    }

    [Fact]
    public void A_program_without_a_closing_line_has_failed()
    {
        // A compiler and a processor that leave a file, and a nanoCLR that says what it is told to.
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach ((string said, int expected) in new[] { ("PASS 3", 0), ("DONE", 0), ("FAIL 1 of 3", 1), ("hello", 1) })
            {
                Dictionary<string, string> all = Everything();
                all["CSC"] = Program(folder, "csc.sh", "exit 0");
                all["NANOFRAMEWORK_MDP"] = Program(folder, "mdp.sh", "while [ $# -gt 0 ]; do [ \"$1\" = -compile ] && echo x > \"$2\"; shift; done");
                all["NANOCLR"] = Program(folder, "clr.sh", $"echo '{said}'; echo Exiting.");
                (int code, string[] errors) = Run("ParityProbe", all);
                Assert.Equal(expected, code);
                if (said == "hello") Assert.StartsWith("run-on-nanoclr: the sample ended without its closing line", Assert.Single(errors));
                else Assert.Empty(errors);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Program(string folder, string name, string body)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return path;
    }

    // Files that exist, whatever they are.
    private static Dictionary<string, string> Everything() => Needed.ToDictionary(name => name, _ => typeof(RunOnNanoClrTests).Assembly.Location);

    private static (int Code, string[] Errors) Run(string sample, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Samples.Folder, "run-on-nanoclr.sh"), sample]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string name in Needed.Append("NANOFRAMEWORK_REFERENCES").Append("CSC")) start.Environment.Remove(name);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        output.Wait();
        process.WaitForExit();
        return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
