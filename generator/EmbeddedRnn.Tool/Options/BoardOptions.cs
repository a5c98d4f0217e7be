using System.CommandLine;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Planning.Boards;

namespace EmbeddedRnn.Tool.Options;

/// <summary>The board of a budget: one by its name, one's own numbers, or one with some of its numbers replaced.</summary>
internal sealed class BoardOptions
{
    private const int UsualMegahertz = 240;
    private const string OwnName = "your board";

    private readonly Option<string?> board = new("--board")
    {
        Description = $"The board: {string.Join(", ", BoardList.All.Select(known => known.Name))}.",
        HelpName = "NAME",
    };

    private readonly Option<int?> flash = Bytes("--flash", "Bytes of the deployment area, such as 1048576 or 1024K, instead of the board's.");

    private readonly Option<int?> ram = Bytes("--ram", "Bytes of memory, such as 262144 or 256K, instead of the board's.");

    public void AddTo(Command command)
    {
        command.Options.Add(board);
        command.Options.Add(flash);
        command.Options.Add(ram);
    }

    public Board Of(ParseResult parsed)
    {
        (int? area, int? memory) = (parsed.GetValue(flash), parsed.GetValue(ram));
        if (parsed.GetValue(board) is not { } name)
        {
            if (area is null || memory is null) throw new ToolException("--board: name a board, or state both --flash and --ram.");
            return new Board(OwnName, area.Value, memory.Value, UsualMegahertz, true, $"times are those of {UsualMegahertz} MHz with floats in hardware");
        }
        Board known = BoardList.Find(name)
            ?? throw new ToolException($"--board: '{name}' is not known; it must be one of {string.Join(", ", BoardList.All.Select(b => b.Name))}, or state --flash and --ram instead.");
        return known with { FlashBytes = area ?? known.FlashBytes, RamBytes = memory ?? known.RamBytes };
    }

    private static Option<int?> Bytes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            int factor = word.EndsWith("K", System.StringComparison.OrdinalIgnoreCase) ? 1024 : 1;
            string digits = factor == 1 ? word : word[..^1];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= int.MaxValue / factor) return value * factor;
            result.AddError($"{name}: '{word}' must be a whole number of bytes, or of kilobytes with a K behind it, from 1 to 2147483647 bytes.");
            return null;
        },
    };
}
