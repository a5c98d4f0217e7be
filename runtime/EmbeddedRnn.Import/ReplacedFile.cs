using System;
using System.IO;
using System.Text;

namespace EmbeddedRnn;

/// <summary>A file that is written under another name and takes its own when it is complete.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string path;
    private readonly string temporaryPath;
    private bool complete;

    public ReplacedFile(string path)
    {
        this.path = path;
        temporaryPath = $"{path}.{Environment.ProcessId}.tmp";
        Stream = File.Create(temporaryPath);
    }

    public FileStream Stream { get; }

    public void Write(string text) => Stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    public void Complete()
    {
        Stream.Dispose();
        File.Move(temporaryPath, path, overwrite: true);
        complete = true;
    }

    public void Dispose()
    {
        try
        {
            // On a full disk the rest does not go out here either.
            Stream.Dispose();
        }
        finally
        {
            if (!complete) File.Delete(temporaryPath);
        }
    }
}
