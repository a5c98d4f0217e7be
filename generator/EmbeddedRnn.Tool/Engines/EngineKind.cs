using System;
using System.Collections.Generic;
using System.Threading;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>An engine that there is.</summary>
/// <param name="Name">As --engine takes it.</param>
/// <param name="Description">What it runs, for the help.</param>
/// <param name="Start">Makes it for a model; a model that it cannot compute is a <see cref="ToolException"/> that says why.</param>
internal sealed record EngineKind(string Name, string Description, Func<Model, CancellationToken, IEngine> Start)
{
    /// <summary>The name of the engine that runs the code of the desktop profile.</summary>
    public const string Desktop = "desktop";

    /// <summary>The name of the engine that runs device code.</summary>
    public const string Device = "device";

    /// <summary>All of them, the usual one first.</summary>
    public static IReadOnlyList<EngineKind> All { get; } =
    [
        new("reference", "plain loops in double precision", ReferenceEngine.Start),
        new(Desktop, "the generated code, compiled in memory", (model, cancellation) => DesktopEngine.Start(model, WeightFormat.Float32, cancellation)),
        new(Device, "the C# 9 for .NET nanoFramework, compiled in memory", (model, cancellation) => DeviceEngine.Start(model, WeightFormat.Float32, cancellation)),
    ];
}
