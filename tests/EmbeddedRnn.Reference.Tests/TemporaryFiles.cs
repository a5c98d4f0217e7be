using System;
using System.IO;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>A folder that is gone after the test.</summary>
public abstract class TemporaryFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("embeddedrnn");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string File(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    protected string File(string name, byte[] bytes)
    {
        string path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
