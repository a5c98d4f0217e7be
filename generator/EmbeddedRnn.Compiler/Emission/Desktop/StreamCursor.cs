namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Where a kernel stands in a stream of values; moves the reference on when asked.</summary>
internal sealed class StreamCursor
{
    private readonly CodeWriter writer;
    private readonly int alignment;
    private int offset;

    public StreamCursor(CodeWriter writer, int alignment, string name = "weights")
    {
        this.writer = writer;
        this.alignment = alignment;
        Name = name;
    }

    /// <summary>The variable.</summary>
    public string Name { get; }

    public string Take(int values)
    {
        string at = Literal.Of(offset);
        offset += values;
        return at;
    }

    public void Align() => offset = (offset + alignment - 1) / alignment * alignment;

    public void Flush(int padding = 0)
    {
        offset += padding;
        if (offset > 0) writer.Line($"{Name} = ref Unsafe.Add(ref {Name}, {Literal.Of(offset)});");
        offset = 0;
    }
}
