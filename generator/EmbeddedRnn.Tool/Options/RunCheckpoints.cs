using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Where the runs of a command keep their states.</summary>
/// <param name="folder">The folder, or null where nothing is kept.</param>
/// <param name="resumes">Whether runs go on from what is there.</param>
/// <param name="keeps">Whether the files stay when all runs are complete.</param>
internal sealed class RunCheckpoints(string? folder, bool resumes, bool keeps)
{
    private readonly List<string> files = [];

    public TrainingOptions Apply(string run, TrainingOptions options)
    {
        if (folder is null) return options;
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, string.Join("-", run.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)) + ".checkpoint");
        files.Add(file);
        return options with { CheckpointPath = file, Resume = resumes };
    }

    /// <summary>Removes the checkpoints of complete runs, where the user did not name their folder.</summary>
    public void Complete()
    {
        if (folder is null || keeps) return;
        foreach (string file in files) File.Delete(file);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
