using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>One file format. A new one is a folder with a class of this interface and a line in <see cref="ModelFile"/>.</summary>
internal interface IModelFormat
{
    /// <summary>What it is, for the message about a file that is of no known format.</summary>
    string Description { get; }

    /// <summary>Whether a file that starts so is of this format. The start may be short; it is the whole file then.</summary>
    bool Recognises(ReadOnlySpan<byte> start);

    /// <summary>Reads the file.</summary>
    /// <exception cref="ImportException">It is damaged, or holds what is not supported.</exception>
    Model Read(ImportSource source, ImportOptions options);

    /// <summary>Inputs and the outputs that the model must give for them; null where the file has none.</summary>
    SelfTest? ReadSelfTest(ImportSource source) => null;

    /// <summary>What the file notes beside the network, by name; it changes nothing in the model.</summary>
    IReadOnlyList<KeyValuePair<string, string>> ReadMetadata(ImportSource source) => [];
}
