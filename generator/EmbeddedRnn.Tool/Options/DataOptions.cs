using System;
using System.CommandLine;
using System.IO;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--data and what belongs to it: labelled sequences, or one long series that is to be predicted.</summary>
/// <param name="cutsSeries">True for a command that cuts a series into parts.</param>
internal sealed class DataOptions(bool cutsSeries = true)
{
    private const int LongestSeries = 100_000_000;

    /// <summary>Into how many parts a series is cut that train beside one another, where it is long enough.</summary>
    private const int UsualSegments = 64;

    private const int ShortestSegment = 64;

    private readonly Option<string> data = new("--data")
    {
        Description = "Labelled sequences: a .safetensors file with x F32 [N, T, I], length I64 [N] (optional) and y I64 [N]. "
            + "With --predict-ahead one long series, one time step a row: .csv, .npy, or .safetensors (FILE.safetensors:TENSOR).",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<int?> ahead = NumberOptions.Count("--predict-ahead", "Predict the series this many steps ahead.", LongestSeries);

    private readonly Option<int?> segments = NumberOptions.Count("--segments", $"Into how many parts a series is cut that train beside one another; {UsualSegments} unless given.", LongestSeries);

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(ahead);
        if (cutsSeries) command.Options.Add(segments);
    }

    public string File(ParseResult parsed) => SequenceFiles.FileOf(parsed.GetRequiredValue(data));

    /// <summary>Labelled sequences.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="classes">How many classes there are; null for those of the labels.</param>
    public LabelledSequences? Labelled(ParseResult parsed, int? classes = null)
    {
        string file = parsed.GetRequiredValue(data);
        if (parsed.GetValue(ahead) is not null) return null;
        if (cutsSeries && parsed.GetValue(segments) is not null) throw new ToolException($"{segments.Name} cuts one long series; it needs {ahead.Name}.");
        RequireFile(file);
        if (!file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new ToolException($"{file}: labelled sequences come in .safetensors files; for one long series say with {ahead.Name} how far to predict.");
        return LabelledSequences.Read(file, classes);
    }

    /// <summary>The series and how far it is to be predicted, where the command line asks for it.</summary>
    public (Sequence Series, int Ahead) Series(ParseResult parsed)
    {
        string file = parsed.GetRequiredValue(data);
        RequireFile(SequenceFiles.FileOf(file));
        return (SequenceFiles.Read(file), parsed.GetValue(ahead)!.Value);
    }

    /// <summary>Training and validation part.</summary>
    public TrainingData Read(ParseResult parsed, double share, ulong seed, int blocks)
    {
        string file = parsed.GetRequiredValue(data);
        try
        {
            if (Labelled(parsed) is { } labelled) return TrainingData.Of(labelled, share, seed, blocks);
            (Sequence series, int steps) = Series(parsed);
            int parts = parsed.GetValue(segments) ?? Math.Clamp((series.Steps - steps) / ShortestSegment, 1, UsualSegments);
            return TrainingData.Of(PredictionSeries.Of(series, steps, parts), share);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new ToolException($"{file}: {FirstLine(exception)}", exception);
        }
        catch (InvalidDataException exception)
        {
            throw Named(file, exception);
        }
    }

    /// <summary>What is wrong with the data, with the name of their file, which may be in the message already.</summary>
    public static ToolException Named(string file, InvalidDataException exception) => new(
        exception.Message.Contains(Path.GetFileName(file), StringComparison.Ordinal) ? exception.Message : $"{file}: {exception.Message}", exception);

    private static string FirstLine(ArgumentException exception) => exception.Message.Split(" (Parameter", 2)[0];

    private static void RequireFile(string file)
    {
        if (file.Length == 0) throw new ToolException("--data: the file name is empty.");
        if (Directory.Exists(file)) throw new ToolException($"{file}: this is a folder; name a file in it.");
        if (!System.IO.File.Exists(file)) throw new ToolException($"{file}: there is no such file.");
    }
}
