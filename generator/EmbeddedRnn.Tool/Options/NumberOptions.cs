using System;
using System.CommandLine;
using System.Globalization;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Options that are numbers, read as they are written everywhere: with a decimal point.</summary>
internal static class NumberOptions
{
    public static Option<double> Tolerance(double usual) => new("--tolerance")
    {
        Description = "The largest error allowed, scaled by max(1, |expected|).",
        HelpName = "E",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value)) return value;
            result.AddError($"--tolerance: '{word}' must be a number of at least 0, such as 1e-5.");
            return 0;
        },
    };

    public static Option<int?> Count(string name, string description, int largest) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= largest) return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: '{word}' must be a whole number from 1 to {largest}."));
            return null;
        },
    };
}
