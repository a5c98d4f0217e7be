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

    /// <summary>A number with a fraction, above 0 or, where it is allowed, 0 too.</summary>
    public static Option<double?> Amount(string name, string description, bool zero = false, double largest = double.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && (zero ? value >= 0 : value > 0) && value <= largest) return value;
            string limit = largest == double.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" and at most {largest}");
            result.AddError($"{name}: '{word}' must be a number {(zero ? "of at least" : "above")} 0{limit}.");
            return null;
        },
    };

    /// <summary>One of some words.</summary>
    public static Option<string> Word(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join("|", words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (Array.IndexOf(words, word) >= 0) return word;
            result.AddError($"{name}: '{word}' is not known; it must be {string.Join(" or ", words)}.");
            return words[0];
        },
    };
}
