using System.CommandLine;
using System.Globalization;
using EmbeddedRnn.Tool.Calibrating;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--input-range, --hidden-range, --cell-range and --margin.</summary>
internal sealed class RangeOptions
{
    public const string InputName = "--input-range";
    public const string HiddenName = "--hidden-range";
    public const string CellName = "--cell-range";

    private readonly Option<ValueRange?> input = new(InputName)
    {
        Description = "The range of every input, LEAST:MOST or R for -R:R, instead of that of the data.",
        HelpName = "R",
        CustomParser = result =>
        {
            string[] words = result.Tokens[0].Value.Split(':');
            if (words.Length == 1 && Number(words[0]) is { } range && range > 0) return new ValueRange(-range, range);
            if (words.Length == 2 && Number(words[0]) is { } least && Number(words[1]) is { } most && least < most) return new ValueRange(least, most);
            result.AddError($"{InputName}: '{result.Tokens[0].Value}' must be a number above 0 such as 2.5, or two such as -1:4, the smaller one first.");
            return null;
        },
    };

    private readonly Option<float?> hidden = Magnitude(HiddenName, "How far from 0 the hidden states get, instead of what the data say; for a ReLU, which has no bound of its own.");

    private readonly Option<float?> cell = Magnitude(CellName, "How far from 0 the cell states of LSTMs get, instead of what the data say.");

    private readonly Option<double> margin = new("--margin")
    {
        Description = "What the ranges of the data are widened by, a share of them.",
        HelpName = "M",
        DefaultValueFactory = _ => 0.1,
        CustomParser = result =>
        {
            if (Number(result.Tokens[0].Value) is { } value && value >= 0) return value;
            result.AddError($"--margin: '{result.Tokens[0].Value}' must be a number of at least 0, such as 0.1.");
            return 0;
        },
    };

    public void AddTo(Command command)
    {
        command.Options.Add(input);
        command.Options.Add(hidden);
        command.Options.Add(cell);
        command.Options.Add(margin);
    }

    public DeclaredRanges Declared(ParseResult parsed) => new(parsed.GetValue(input), parsed.GetValue(hidden), parsed.GetValue(cell));

    public double Margin(ParseResult parsed) => parsed.GetValue(margin);

    private static Option<float?> Magnitude(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result =>
        {
            if (Number(result.Tokens[0].Value) is { } value && value > 0) return value;
            result.AddError($"{name}: '{result.Tokens[0].Value}' must be a number above 0.");
            return null;
        },
    };

    private static float? Number(string word) =>
        float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) ? value : null;
}
