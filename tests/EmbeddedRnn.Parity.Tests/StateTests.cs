using System;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>States copied, saved, restored, refused.</summary>
public class StateTests
{
    public static TheoryData<string> Cells => new(CellCase.Names);

    [Theory]
    [MemberData(nameof(Cells))]
    public void StatesCanBeCopiedSavedAndRestored(string name)
    {
        CellCase cell = CellCase.Create(name);
        float[] inputs = CellRuns.Inputs(cell.Model, 20);
        CellRuns.Steps(cell, inputs);
        float[] state = CellRuns.State(cell);
        var saved = new byte[cell.SavedStateSize];
        cell.Cell.SaveState(saved);
        float[] expected = CellRuns.Steps(cell, inputs);

        cell.Cell.SetState(state);
        Assert.Equal(expected, CellRuns.Steps(cell, inputs));
        Assert.True(cell.Cell.TryRestoreState(saved));
        Assert.Equal(expected, CellRuns.Steps(cell, inputs));
        Assert.True(cell.StateValueSurvives(() => CellRuns.Steps(cell, CellRuns.Inputs(cell.Model, 1))));

        cell.Cell.Reset();
        Assert.All(CellRuns.State(cell), v => Assert.Equal(0f, v));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnotherModelsStateIsRefused(string name)
    {
        CellCase cell = CellCase.Create(name);
        CellRuns.Steps(cell, CellRuns.Inputs(cell.Model, 3));
        var saved = new byte[cell.SavedStateSize];
        cell.Cell.SaveState(saved);
        cell.Swap(useSecond: true);
        float[] before = CellRuns.State(cell);
        Assert.False(cell.Cell.TryRestoreState(saved));
        Assert.Equal(before, CellRuns.State(cell));
        cell.Swap(useSecond: false);
        Assert.True(cell.Cell.TryRestoreState(saved));
        Assert.False(cell.Cell.TryRestoreState(saved.AsSpan(1)));
        foreach (int damaged in new[] { 0, 4, 8, 12 })
        {
            byte[] bytes = [.. saved];
            bytes[damaged] ^= 1;
            Assert.False(cell.Cell.TryRestoreState(bytes));
        }
    }
}
