using System;
using System.Globalization;

namespace EmbeddedRnn;

/// <summary>One line of model text with its number, split at blanks.</summary>
internal readonly struct ModelTextLine
{
    private readonly string[] words;

    public ModelTextLine(int number, string text)
    {
        Number = number;
        Text = text;
        words = text.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
    }

    public int Number { get; }

    public string Text { get; }

    public int Count => words.Length;

    public string Key => words.Length == 0 ? "" : words[0];

    public string Word(int index) => index < words.Length ? words[index] : throw Error($"'{Text}' ends too early.");

    /// <summary>All after the first word, as it stands.</summary>
    public string Rest => Text.Trim().Substring(Key.Length).Trim();

    public int Integer(int index)
    {
        if (int.TryParse(Word(index), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1) return value;
        throw Error($"'{Word(index)}' is not a whole number from 1 to {int.MaxValue}.");
    }

    public ModelTextException Error(string reason) => new ModelTextException(Number, reason);
}
