using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>The boards that are known by name. Source of the areas: the firmware's own board configurations.</summary>
public static class BoardList
{
    private const int Kilo = 1024;

    // Of the internal memory the interpreter leaves about 100 KB to the system, and takes what is free beyond.
    private const string Internal = "without PSRAM; with it the memory is that of the PSRAM (--ram)";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Board> All { get; } = new Board[]
    {
        new("ESP32", 1792 * Kilo, 200 * Kilo, 240, true, $"4 MB of flash; about 200 KB of memory {Internal}"),
        new("ESP32-2MB", 64 * Kilo, 200 * Kilo, 240, true, $"2 MB of flash; about 200 KB of memory {Internal}"),
        new("ESP32-S3", 1792 * Kilo, 200 * Kilo, 240, true, $"taken to be as the ESP32 with 4 MB of flash, {Internal}; state your own numbers where they differ"),
        new("RP2040", 1008 * Kilo, 256 * Kilo, 133, false),
        new("RP2350", 3056 * Kilo, 512 * Kilo, 150, true),
        new("STM32F769", 1024 * Kilo, 512 * Kilo, 216, true),
        new("STM32F429", 1408 * Kilo, 192 * Kilo, 180, true),
        new("F091RC", 68 * Kilo, 32 * Kilo, 48, false),
    };

    /// <summary>A board by its name, in any case; null where it is not known.</summary>
    public static Board? Find(string name) => All.FirstOrDefault(board => string.Equals(board.Name, name, StringComparison.OrdinalIgnoreCase));
}
