using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The kernel that suits this processor. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelSelection
{
    /// <summary>
    /// The widest kernel that this processor accelerates. The conditions are constants to the JIT and to NativeAOT, so
    /// that a switch over this property costs nothing at run time.
    /// </summary>
    public static Kernel Widest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512.IsHardwareAccelerated ? Kernel.Vector512
            : Vector256.IsHardwareAccelerated ? Kernel.Vector256
            : Vector128.IsHardwareAccelerated ? Kernel.Vector128
            : Kernel.Scalar;
    }
}
