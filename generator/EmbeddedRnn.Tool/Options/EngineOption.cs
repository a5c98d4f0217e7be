using System.CommandLine;
using System.Linq;
using EmbeddedRnn.Tool.Engines;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--engine: what computes the network.</summary>
internal sealed class EngineOption
{
    private static readonly string Names = string.Join(", ", EngineKind.All.SkipLast(1).Select(kind => kind.Name)) + " or " + EngineKind.All[^1].Name;

    private readonly Option<string> option = new("--engine")
    {
        Description = string.Join("; ", EngineKind.All.Select(kind => $"{kind.Name}: {kind.Description}")) + ".",
        HelpName = string.Join("|", EngineKind.All.Select(kind => kind.Name)),
        DefaultValueFactory = _ => EngineKind.All[0].Name,
    };

    private readonly WeightsOption weights = new();

    public void AddTo(Command command)
    {
        command.Options.Add(option);
        weights.AddTo(command);
    }

    public EngineKind Read(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(option);
        EngineKind kind = EngineKind.All.FirstOrDefault(kind => kind.Name == name)
            ?? throw new ToolException($"--engine: '{name}' is not known; it must be {Names}.");
        WeightFormat format = weights.Read(parsed);
        if (format == WeightFormat.Float32) return kind;
        return kind.Name switch
        {
            EngineKind.Desktop => kind with { Start = (model, cancellation) => DesktopEngine.Start(model, format, cancellation) },
            EngineKind.Device => kind with { Start = (model, cancellation) => DeviceEngine.Start(model, format, cancellation) },
            _ => throw new ToolException($"--weights: integer weights are for generated code; add --engine {EngineKind.Desktop} or --engine {EngineKind.Device}."),
        };
    }
}
