using System;

namespace EmbeddedRnn;

/// <summary>A model file that cannot be read. The message says which file, where in it, and what is wrong.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file, as the caller named it.</param>
    /// <param name="place">Where in the file: "tensor weight_ih_l0", "header", "line 12"; empty for the file as a whole.</param>
    /// <param name="reason">What is wrong there, and what to do.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public ImportException(string file, string place, string reason, Exception? inner = null)
        : base(Printable.Line(place.Length == 0 ? $"{file}: {reason}" : $"{file}: {place}: {reason}"), inner)
    {
        File = file;
        Place = Printable.Line(place);
        Reason = Printable.Line(reason);
    }

    /// <summary>The file, as the caller named it.</summary>
    public string File { get; }

    /// <summary>Where in the file; empty for the file as a whole.</summary>
    public string Place { get; }

    /// <summary>What is wrong there, and what to do.</summary>
    public string Reason { get; }

    /// <summary>The line, from 1, where the file is model text; else null.</summary>
    public int? Line => (InnerException as ModelTextException)?.Line;
}
