using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>
/// The instructions of a method as the C# compiler would write them, by size alone. In a .pe file a token takes 2 bytes instead
/// of 4 and the target of a long branch 2 instead of 4; which branches are short is settled by the compiler, before that.
/// </summary>
internal sealed class IlCode
{
    private const int ShortBranch = 2;
    private const int LongBranch = 5;
    private const int LongBranchInPe = 3;

    private readonly List<(int Size, int InPe, int Label)> instructions = new();
    private readonly List<int> labels = new();
    private bool ends;

    /// <summary>How often what is written next runs.</summary>
    public Executions Runs { get; set; } = Executions.Once;

    /// <summary>Instructions that run.</summary>
    public Executions Executed { get; private set; }

    /// <summary>Nanoseconds of those.</summary>
    public Executions Nanoseconds { get; private set; }

    /// <summary>Bytes in a .pe file, once <see cref="Settle"/> has run.</summary>
    public int BytesInPe { get; private set; }

    /// <summary>The longest jump in a .pe file, likewise.</summary>
    public int LongestBranch { get; private set; }

    /// <summary>True where the last instruction never goes on to the next.</summary>
    public bool Ends => ends;

    /// <summary>An instruction without a token.</summary>
    public void Write(int size, double cost = InstructionCost.Plain) => Write(size, size, -1, cost);

    /// <summary>An instruction with a token.</summary>
    public void WriteToken(double cost) => Write(5, 3, -1, cost);

    /// <summary>Loads a token.</summary>
    public void WriteLoadToken() => Write(5, 5, -1, InstructionCost.Plain);

    /// <summary>An instruction behind which nothing runs.</summary>
    public void WriteEnd()
    {
        Write(1);
        ends = true;
    }

    public int NewLabel()
    {
        labels.Add(-1);
        return labels.Count - 1;
    }

    public void Mark(int label)
    {
        labels[label] = instructions.Count;
        ends = false;
    }

    /// <summary>A branch; one that is always taken if <paramref name="always"/>.</summary>
    public void Branch(int label, bool always = false)
    {
        Write(ShortBranch, ShortBranch, label, InstructionCost.Plain);
        ends = always;
    }

    /// <summary>Counts a method's work in at a call.</summary>
    public void Include(Executions executed, Executions nanoseconds)
    {
        Executed += Runs * executed;
        Nanoseconds += Runs * nanoseconds;
    }

    /// <summary>Finds the sizes of the branches.</summary>
    public void Settle()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            int[] places = Places(instruction => instruction.Size);
            for (int i = 0; i < instructions.Count; i++)
            {
                (int size, int _, int label) = instructions[i];
                if (label < 0 || size == LongBranch) continue;
                int jump = places[labels[label]] - places[i + 1];
                if (jump is >= sbyte.MinValue and <= sbyte.MaxValue) continue;
                instructions[i] = (LongBranch, LongBranchInPe, label);
                changed = true;
            }
        }
        int[] inPe = Places(instruction => instruction.InPe);
        BytesInPe = inPe[instructions.Count];
        for (int i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].Label >= 0) LongestBranch = Math.Max(LongestBranch, Math.Abs(inPe[labels[instructions[i].Label]] - inPe[i + 1]));
        }
    }

    // What cannot be reached is left out by the compiler.
    private void Write(int size, int inPe, int label, double cost)
    {
        if (ends) return;
        instructions.Add((size, inPe, label));
        Executed += Runs;
        Nanoseconds += Runs.Times(cost);
    }

    private int[] Places(Func<(int Size, int InPe, int Label), int> size)
    {
        var places = new int[instructions.Count + 1];
        for (int i = 0; i < instructions.Count; i++) places[i + 1] = places[i] + size(instructions[i]);
        return places;
    }
}
