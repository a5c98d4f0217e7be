using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>What a kind of layer consists of in model text, and how it is written and read.</summary>
internal sealed class LayerForm
{
    public LayerForm(string kind, Func<Layer, IEnumerable<string>> write, Func<LayerLines, Layer> read)
    {
        Kind = kind;
        Write = write;
        Read = read;
    }

    public string Kind { get; }

    /// <summary>The option lines of a layer.</summary>
    public Func<Layer, IEnumerable<string>> Write { get; }

    /// <summary>The layer that lines describe; an ArgumentException where they do not fit together.</summary>
    public Func<LayerLines, Layer> Read { get; }

    /// <summary>The keys of the option lines, in any order.</summary>
    public string[] Options { get; init; } = Array.Empty<string>();

    /// <summary>The tensors, in their order: that of the bytes in a weights file.</summary>
    public string[] Tensors { get; init; } = Array.Empty<string>();

    /// <summary>True for layers inside, and an end line.</summary>
    public bool IsNested { get; init; }
}
