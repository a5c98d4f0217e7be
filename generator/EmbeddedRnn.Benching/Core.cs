using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EmbeddedRnn.Benching;

/// <summary>Keeps the thread that measures on one core, so that it finds its caches as it left them. Disposing lets it go.</summary>
/// <remarks>The thread alone: the runtime's compiler goes on working on other cores.</remarks>
public sealed partial class Core : IDisposable
{
    private const int MaskBytes = 128;

    private readonly byte[] before;

    private Core(int number, byte[] before) => (Number, this.before) = (number, before);

    /// <summary>The core's number, as the operating system counts.</summary>
    public int Number { get; }

    /// <summary>Where threads can be kept on a core.</summary>
    [SupportedOSPlatformGuard("linux")]
    [SupportedOSPlatformGuard("windows")]
    public static bool IsSupported => OperatingSystem.IsLinux() || (OperatingSystem.IsWindows() && Environment.Is64BitProcess);

    /// <summary>The cores that this thread may run on.</summary>
    public static IReadOnlyList<int> Allowed => IsSupported ? [.. Numbers(Mask())] : [];

    /// <summary>Keeps this thread on a core, the last allowed one unless told; null where the operating system has no such thing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The thread may not run on that core.</exception>
    public static Core? Pin(int? number = null)
    {
        if (!IsSupported) return null;
        byte[] before = Mask();
        int[] allowed = [.. Numbers(before)];
        int chosen = number ?? allowed[^1];
        if (!allowed.Contains(chosen))
            throw new ArgumentOutOfRangeException(nameof(number), $"this process may not run on core {chosen}, but on {string.Join(", ", allowed)}.");
        var mask = new byte[MaskBytes];
        mask[chosen / 8] = (byte)(1 << (chosen % 8));
        SetMask(mask);
        return new Core(chosen, before);
    }

    /// <inheritdoc/>
    public void Dispose() => SetMask(before);

    private static IEnumerable<int> Numbers(byte[] mask) => Enumerable.Range(0, 8 * mask.Length).Where(i => (mask[i / 8] >> (i % 8) & 1) != 0);

    private static byte[] Mask()
    {
        var mask = new byte[MaskBytes];
        if (OperatingSystem.IsLinux())
        {
            if (sched_getaffinity(0, MaskBytes, mask) < 0) throw new InvalidOperationException("the operating system does not say which cores this thread may use.");
            return mask;
        }
        if (!OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        // Windows gives a thread's mask only when it is set: the process's is what a thread has.
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        BitConverter.TryWriteBytes(mask, (ulong)process.ProcessorAffinity);
        return mask;
    }

    private static void SetMask(byte[] mask)
    {
        bool done = OperatingSystem.IsLinux()
            ? sched_setaffinity(0, MaskBytes, mask) == 0
            : SetThreadAffinityMask(GetCurrentThread(), (nuint)BitConverter.ToUInt64(mask)) != 0;
        if (!done) throw new InvalidOperationException("the operating system does not let this thread be kept on a core.");
    }

    [LibraryImport("libc")]
    private static partial int sched_getaffinity(int thread, nint size, [Out] byte[] mask);

    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nint size, byte[] mask);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    private static partial nuint SetThreadAffinityMask(nint thread, nuint mask);
}
