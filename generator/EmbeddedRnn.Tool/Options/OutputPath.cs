using System;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Checks before any work is done that a file can be written without harm to another one.</summary>
internal static class OutputPath
{
    /// <summary>Refuses a name that is no file's, and one that would overwrite what the command reads.</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="inputs">The files that the command reads, each with what it is.</param>
    public static void Check(string option, string output, params (string What, string? File)[] inputs)
    {
        if (output.Length == 0) throw new ToolException($"{option}: the file name is empty.");
        string full = Path.GetFullPath(output);
        if (Directory.Exists(full)) throw new ToolException($"{option}: '{output}' is a folder; name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(full))) throw new ToolException($"{option}: the folder of '{output}' does not exist.");
        // A file takes its name when it is complete, and so would replace the device.
        if (!OperatingSystem.IsWindows() && Target(full).StartsWith("/dev/", StringComparison.Ordinal))
            throw new ToolException($"{option}: '{output}' is a device; name a file.");
        if (inputs.FirstOrDefault(input => input.File is { Length: > 0 } file && Path.GetFullPath(file) == full) is { File: not null } same)
            throw new ToolException($"{option}: '{output}' would overwrite {same.What} itself; name another file.");
    }

    /// <summary>Writes, and says of an error which option it concerns: the file that failed may be a temporary one.</summary>
    public static void Write(string option, string output, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{option}: '{output}' cannot be written: {exception.Message}", exception);
        }
    }

    private static string Target(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
