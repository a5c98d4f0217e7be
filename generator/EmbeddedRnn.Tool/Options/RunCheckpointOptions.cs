using System.CommandLine;
using System.IO;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--checkpoints and --resume of a command that trains several networks: one file a run in a folder; a complete run is read from its file.</summary>
internal sealed class RunCheckpointOptions
{
    private readonly Option<string?> folder = new("--checkpoints")
    {
        Description = "The folder that holds the state of each run after each epoch; OUTPUT.checkpoints unless given, which goes when all are complete.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoints, with the same result as if the command had not been stopped." };

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(resume);
    }

    public RunCheckpoints Read(ParseResult parsed, string? output)
    {
        bool goesOn = parsed.GetValue(resume);
        string? named = parsed.GetValue(folder);
        if (named is { Length: 0 }) throw new ToolException($"{folder.Name}: the folder's name is empty.");
        string? path = named ?? (output is null ? null : output + ".checkpoints");
        if (path is null)
        {
            return goesOn
                ? throw new ToolException($"{resume.Name}: name the model with --output, or the folder with {folder.Name}, as in the run that was stopped.")
                : new RunCheckpoints(null, false, false);
        }
        if (File.Exists(path)) throw new ToolException($"{folder.Name}: '{path}' is a file; name a folder.");
        if (goesOn && !Directory.Exists(path)) throw new ToolException($"{resume.Name}: there is no folder '{path}' with checkpoints to go on from.");
        return new RunCheckpoints(path, goesOn, keeps: named is not null);
    }
}
