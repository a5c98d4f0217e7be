using System;
using System.Text;

namespace EmbeddedRnn.Compiler.Emission;

/// <summary>Writes indented C# with \n line ends.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes a line, or an empty one. Text of several lines is indented line by line.</summary>
    public CodeWriter Line(string line = "")
    {
        foreach (string part in line.Split('\n'))
        {
            if (part.Length > 0) text.Append(' ', 4 * depth).Append(part.TrimEnd('\r'));
            text.Append('\n');
        }
        return this;
    }

    /// <summary>Writes a line and an opening brace; what follows stands inside until the result is disposed.</summary>
    public IDisposable Block(string line)
    {
        Line(line);
        Line("{");
        depth++;
        return new Closer(this);
    }

    /// <summary>Writes a one-sentence documentation comment.</summary>
    public CodeWriter Summary(string sentence) => Line($"/// <summary>{Escape(sentence)}</summary>");

    /// <summary>All that was written.</summary>
    public override string ToString() => text.ToString();

    private static string Escape(string sentence) => sentence.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private sealed class Closer : IDisposable
    {
        private readonly CodeWriter writer;

        public Closer(CodeWriter writer) => this.writer = writer;

        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
