namespace EmbeddedRnn;

/// <summary>Where generated code is to run.</summary>
public enum Profile
{
    /// <summary>On a device in a .NET nanoFramework project, else on the desktop.</summary>
    Auto = 0,

    /// <summary>.NET 8 and later: vectors, spans, weights that can be exchanged.</summary>
    Desktop = 1,

    /// <summary>.NET nanoFramework, and whatever else compiles C# 9: arrays of float, weights in the code, work behind closed gates left out.</summary>
    Device = 2,
}
