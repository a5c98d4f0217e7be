using System;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>After the first call nothing that runs in a loop allocates.</summary>
[Trait("Category", "InstructionSets")]
public class AllocationTests
{
    public static TheoryData<string> Cells => new(CellCase.Names);

    [Theory]
    [MemberData(nameof(Cells))]
    public void NothingIsAllocated(string name)
    {
        CellCase cell = CellCase.Create(name);
        var inputs = new float[10 * cell.Model.InputSize];
        var outputs = new float[10 * cell.Model.OutputSize];
        var input = new float[cell.Model.InputSize];
        var output = new float[cell.Model.OutputSize];
        var state = new float[cell.Model.StateSize];
        var saved = new byte[cell.SavedStateSize];
        bool second = false;

        AssertNone("Step", () => cell.Cell.Step(input, output));
        AssertNone("Run", () => cell.Cell.Run(inputs, outputs));
        AssertNone("Reset", cell.Cell.Reset);
        AssertNone("CopyStateTo", () => cell.Cell.CopyStateTo(state));
        AssertNone("SetState", () => cell.Cell.SetState(state));
        AssertNone("State", cell.CopyStateValue);
        AssertNone("SaveState", () => cell.Cell.SaveState(saved));
        AssertNone("TryRestoreState", () => Assert.True(cell.Cell.TryRestoreState(saved)));
        AssertNone("Weights", () => cell.Swap(second = !second));
    }

    // A collection that another thread starts books the rest of this thread's allocation buffer as allocated. That does
    // not happen every time; code that allocates does so every time.
    internal static void AssertNone(string what, Action action)
    {
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.True(least == 0, $"{what} allocated {least} bytes in 100 calls");
    }
}
