using System.CommandLine;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;

namespace EmbeddedRnn.Tool.Options;

/// <summary>What device code may cost and tell, as the attributes' DeviceIlBudget and CountMacs say it in a project.</summary>
internal sealed class DeviceCodeOptions
{
    private readonly Option<int?> ilBudget =
        NumberOptions.Count("--il-budget", "The most bytes of IL for a class of the device profile; the usual is 32768. Boards with up to 68 KB of flash want 8192.", DeviceLimits.IlBytes);

    private readonly Option<bool> countMacs = new("--count-macs") { Description = "Give a class of the device profile the counters MacsDone and MacsSkipped." };

    public void AddTo(Command command)
    {
        command.Options.Add(ilBudget);
        command.Options.Add(countMacs);
    }

    /// <summary>The options for device code.</summary>
    public DeviceOptions Read(ParseResult parsed, WeightFormat weights) =>
        new() { IlBudget = parsed.GetValue(ilBudget) ?? DeviceOptions.DefaultIlBudget, CountMacs = parsed.GetValue(countMacs), Weights = weights };

    /// <summary>Refuses them for code that is not for a device.</summary>
    public void RequireNone(ParseResult parsed)
    {
        string? given = parsed.GetValue(ilBudget) is not null ? ilBudget.Name : parsed.GetValue(countMacs) ? countMacs.Name : null;
        if (given is not null) throw new ToolException($"{given}: it is for device code; add --profile device.");
    }
}
