using System;
using System.IO;

namespace EcgMonitor;

/// <summary>The files that were built into the program.</summary>
internal static class Resource
{
    public static Stream Open(string name) =>
        typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not among the embedded resources; see EcgMonitor.csproj.");
}
