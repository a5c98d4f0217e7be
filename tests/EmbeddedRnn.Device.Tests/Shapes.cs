using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The shapes that tests ask for; null is the planner's own choice.</summary>
internal static class Shapes
{
    public static IReadOnlyList<DeviceShape?> All { get; } =
        [null, DeviceShape.Looped, DeviceShape.Rolled, new DeviceShape(false, 2, 0), DeviceShape.Mixed(0), DeviceShape.Mixed(3), new DeviceShape(false, 0, 2), DeviceShape.Unrolled, DeviceShape.RolledColumns, DeviceShape.UnrolledColumns];

    /// <summary>One by turns; the planner's own choice, which tries many, is among them once in ten.</summary>
    public static DeviceShape? ByTurns(int number) => All[number % All.Count];

    /// <summary>The planner's own choice, and three of the others by turns.</summary>
    public static IEnumerable<DeviceShape?> Some(int number) => All.Where((shape, i) => shape is null || (i + number) % 3 == 0);
}
