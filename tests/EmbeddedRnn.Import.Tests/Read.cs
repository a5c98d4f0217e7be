using System.IO;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Reads files from memory.</summary>
internal static class Read
{
    public const string File = "test.safetensors";

    public static Model Model(byte[] bytes, ImportOptions? options = null) => ModelFile.Read(new MemoryStream(bytes), File, options);

    public static Model Model(SafetensorsWriter writer, ImportOptions? options = null) => Model(writer.ToArray(), options);

    public static ImportException Refusal(byte[] bytes, ImportOptions? options = null)
    {
        ImportException exception = Assert.Throws<ImportException>(() => Model(bytes, options));
        Assert.Equal(File, exception.File);
        Assert.StartsWith(File + ": ", exception.Message);
        Assert.Contains(exception.Place, exception.Message);
        Assert.EndsWith(exception.Reason, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        return exception;
    }

    public static ImportException Refusal(SafetensorsWriter writer, ImportOptions? options = null) => Refusal(writer.ToArray(), options);
}
