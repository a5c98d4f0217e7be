using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>What the project is made for, and what it lacks for each profile.</summary>
/// <param name="Usual">The profile of classes that state none.</param>
/// <param name="DesktopLacks">What it lacks to compile desktop code, with what to do; null where it lacks nothing.</param>
/// <param name="DeviceLacks">What it lacks to compile device code; null likewise.</param>
/// <param name="DeviceIlBudget">The IL budget of device classes that state none.</param>
internal sealed record ProjectTarget(Profile Usual, string? DesktopLacks, string? DeviceLacks, int DeviceIlBudget)
{
    /// <summary>What a class's code is written for.</summary>
    public Profile Of(ClassSpec spec) => spec.Profile ?? Usual;

    /// <summary>What the project lacks to compile the code of a class.</summary>
    public string? Lacks(ClassSpec spec) => Of(spec) == Profile.Device ? DeviceLacks : DesktopLacks;
}
