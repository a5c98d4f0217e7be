using System;
using System.Globalization;

namespace EmbeddedRnn;

/// <summary>One line of model text with its number, split at blanks.</summary>
internal readonly struct ModelTextLine
{
    /// <summary>The most words that a line of model text has: the values of a line.</summary>
    public const int MostWords = 8;

    private readonly string[] words;

    public ModelTextLine(int number, string text)
    {
        Number = number;
        Text = text;
        // One more than the most: a damaged line can be as long as the file.
        words = text.Split(new[] { ' ' }, MostWords + 1, StringSplitOptions.RemoveEmptyEntries);
    }

    public int Number { get; }

    public string Text { get; }

    /// <summary>The number of words, up to one more than <see cref="MostWords"/>.</summary>
    public int Count => words.Length;

    public string Key => words.Length == 0 ? "" : words[0];

    public string Word(int index) => index < words.Length ? words[index] : throw Error($"'{Short(Text)}' ends too early.");

    /// <summary>All after the first word, as it stands.</summary>
    public string Rest => Text.Trim().Substring(Key.Length).Trim();

    public int Integer(int index)
    {
        if (int.TryParse(Word(index), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1) return value;
        throw Error($"'{Short(Word(index))}' is not a whole number from 1 to {LayerText.Number(int.MaxValue)}.");
    }

    /// <summary>A float32 written as the eight hexadecimal digits of its bits.</summary>
    public float Single(int index)
    {
        var bytes = new byte[4];
        ReadBits(index, bytes, 0);
        return WeightBytes.Read(bytes, 0, 1)[0];
    }

    /// <summary>Reads the eight hexadecimal digits of a float32's bits into four bytes, little-endian.</summary>
    public void ReadBits(int index, byte[] bytes, int offset)
    {
        string word = Word(index);
        if (word.Length != 8) throw Error($"'{Short(word)}' is not a value: expected eight hexadecimal digits.");
        for (int b = 0; b < 4; b++)
        {
            int high = WeightBytes.Digit(word[2 * b]);
            int low = WeightBytes.Digit(word[2 * b + 1]);
            if (high < 0 || low < 0) throw Error($"'{word}' is not a value: expected eight hexadecimal digits.");
            bytes[offset + 3 - b] = (byte)(high << 4 | low);
        }
    }

    /// <summary>Refuses a line of another number of words.</summary>
    public void RequireCount(int count)
    {
        if (Count < count) throw Error($"'{Short(Text)}' ends too early.");
        if (Count > count) throw Error($"'{Short(Text)}' has too many words.");
    }

    public ModelTextException Error(string reason) => new ModelTextException(Number, reason);

    public static string Short(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "...";
}
