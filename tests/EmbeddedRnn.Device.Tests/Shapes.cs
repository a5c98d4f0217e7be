using System.Collections.Generic;
using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The shapes that tests ask for; null is the planner's own choice.</summary>
internal static class Shapes
{
    public static IReadOnlyList<DeviceShape?> All { get; } =
        [null, DeviceShape.Looped, DeviceShape.Rolled, new DeviceShape(false, 2, 0), DeviceShape.Mixed(0), DeviceShape.Mixed(3), new DeviceShape(false, 0, 2), DeviceShape.Unrolled, DeviceShape.RolledColumns, DeviceShape.UnrolledColumns];
}
