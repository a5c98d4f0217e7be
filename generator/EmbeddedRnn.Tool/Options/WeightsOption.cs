using System.CommandLine;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--weights: how generated code keeps its weights.</summary>
internal sealed class WeightsOption
{
    private const string Float32 = "float32";
    private const string Int16 = "int16";
    private const string Int8 = "int8";

    private readonly Option<string> option = new("--weights")
    {
        Description = "How generated code keeps its weights: as they are, or as integers that are summed as such; those need the ranges that calibrate stores in the model.",
        HelpName = $"{Float32}|{Int16}|{Int8}",
        DefaultValueFactory = _ => Float32,
    };

    public void AddTo(Command command) => command.Options.Add(option);

    /// <summary>The format.</summary>
    /// <param name="parsed">The command line.</param>
    public WeightFormat Read(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(option);
        return name switch
        {
            Float32 => WeightFormat.Float32,
            Int16 => WeightFormat.Int16,
            Int8 => WeightFormat.Int8,
            _ => throw new ToolException($"--weights: '{name}' is not known; it must be {Float32}, {Int16} or {Int8}."),
        };
    }
}
