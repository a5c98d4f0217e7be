using System.CommandLine;
using System.IO;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--checkpoint and --resume: a run that is killed goes on where it was.</summary>
internal sealed class CheckpointOptions
{
    private readonly Option<string?> checkpoint = new("--checkpoint")
    {
        Description = "The file that holds the run's state after each epoch; OUTPUT.checkpoint unless given, which goes when the run is complete.",
        HelpName = "FILE",
    };

    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint, with the same result as if the run had not been stopped." };

    public void AddTo(Command command)
    {
        command.Options.Add(checkpoint);
        command.Options.Add(resume);
    }

    public TrainingOptions Apply(ParseResult parsed, TrainingOptions options, string output)
    {
        string path = parsed.GetValue(checkpoint) ?? Usual(output);
        if (parsed.GetValue(checkpoint) is not null) OutputPath.Check(checkpoint.Name, path, ("the output", output));
        bool goesOn = parsed.GetValue(resume);
        if (goesOn && !File.Exists(path)) throw new ToolException($"{resume.Name}: there is no checkpoint '{path}' to go on from.");
        return options with { CheckpointPath = path, Resume = goesOn };
    }

    /// <summary>Removes the checkpoint of a complete run, where the user did not name it.</summary>
    public void Complete(ParseResult parsed, string output)
    {
        if (parsed.GetValue(checkpoint) is null) File.Delete(Usual(output));
    }

    private static string Usual(string output) => output + ".checkpoint";
}
