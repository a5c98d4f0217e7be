using System;

namespace EmbeddedRnn;

/// <summary>The lines of model text, one at a time: what is damaged at its start is not taken apart to its end.</summary>
internal sealed class ModelTextLines
{
    private readonly string text;
    private int position;
    private int number;

    public ModelTextLines(string text) => this.text = text;

    /// <summary>Characters from here on.</summary>
    public int Remaining => Math.Max(0, text.Length - position);

    /// <summary>The next line that is no comment.</summary>
    /// <exception cref="ModelTextException">There is none.</exception>
    public ModelTextLine Next(string expected)
    {
        while (TryTake(out string line))
        {
            if (line.Length == 0 && Remaining == 0) break;
            if (line.Length == 0 || line[0] != '#') return new ModelTextLine(number, line);
        }
        throw new ModelTextException(Math.Max(1, number), $"the text ends here, but {expected} was expected: the file is truncated.");
    }

    /// <summary>Refuses anything but blank lines from here on.</summary>
    public void RequireEnd()
    {
        while (TryTake(out string line))
        {
            if (line.Trim().Length != 0) throw new ModelTextLine(number, line).Error($"nothing may stand after 'end', found '{ModelTextLine.Short(line)}'.");
        }
    }

    private bool TryTake(out string line)
    {
        line = "";
        if (position >= text.Length) return false;
        int end = text.IndexOf('\n', position);
        if (end < 0) end = text.Length;
        line = text.Substring(position, end - position).TrimEnd('\r');
        position = end + 1;
        number++;
        return true;
    }
}
