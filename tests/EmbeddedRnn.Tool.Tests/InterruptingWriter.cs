using System.IO;
using System.Threading;

namespace EmbeddedRnn.Tests;

/// <summary>Interrupts the command, as Ctrl+C does, when it writes a line that begins so.</summary>
internal sealed class InterruptingWriter(string beginning) : StringWriter
{
    private readonly CancellationTokenSource interrupted = new();

    public CancellationToken Token => interrupted.Token;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.StartsWith(beginning, System.StringComparison.Ordinal) == true) interrupted.Cancel();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) interrupted.Dispose();
        base.Dispose(disposing);
    }
}
