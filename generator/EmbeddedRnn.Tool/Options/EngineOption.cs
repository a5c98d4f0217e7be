using System.CommandLine;
using System.Linq;
using EmbeddedRnn.Tool.Engines;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--engine: what computes the network.</summary>
internal sealed class EngineOption
{
    // Part of the command's design, but of no version yet.
    private const string Planned = "device";

    private static readonly string Names = string.Join(" or ", EngineKind.All.Select(kind => kind.Name));

    private readonly Option<string> option = new("--engine")
    {
        Description = string.Join("; ", EngineKind.All.Select(kind => $"{kind.Name}: {kind.Description}")) + ".",
        HelpName = string.Join("|", EngineKind.All.Select(kind => kind.Name)),
        DefaultValueFactory = _ => EngineKind.All[0].Name,
    };

    public void AddTo(Command command) => command.Options.Add(option);

    public EngineKind Read(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(option);
        return EngineKind.All.FirstOrDefault(kind => kind.Name == name)
            ?? throw new ToolException($"--engine: '{name}' {(name == Planned ? "is not available in this version" : "is not known")}; it must be {Names}.");
    }
}
