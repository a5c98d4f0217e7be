using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>How a layer runs over a sequence. Every way gives the bits of one step after the other.</summary>
public enum RunForm
{
    /// <summary>One step after the other.</summary>
    StepByStep,

    /// <summary>The state stays in registers from step to step.</summary>
    StateInRegisters,

    /// <summary>The input part of several steps is summed first, so that its weights are read once for all of them.</summary>
    InputAhead,
}

/// <summary>Chooses how a layer runs over a sequence.</summary>
public static class RunPlanner
{
    /// <summary>Steps whose input part is summed together.</summary>
    public const int StepsAhead = 8;

    // A state of more units does not pay for the permutations that replace its broadcasts.
    private const int MostUnitsInRegisters = 16;

    private const int FewestUnitsAhead = 64;

    // With fewer columns, what is read less of the weights is less than what the sums take to be stored and read again.
    private const int FewestInputsAhead = 8;

    /// <summary>The form for one vector width.</summary>
    public static RunForm Choose(LayerPlan layer, IReadOnlyList<PassPlan> passes)
    {
        if (layer.Layer is not CellLayer cell || passes[0].Width.Values < 4) return RunForm.StepByStep;
        if (passes.Count == 1 && passes[0].SingleBlock && cell.HiddenSize <= MostUnitsInRegisters && passes[0].Groups[0].Widths.Distinct().Count() == 1)
            return RunForm.StateInRegisters;
        bool cached = sizeof(float) * passes.Sum(p => p.StreamLength) <= PassPlanner.FirstLevelCache;
        return !cached && cell.HiddenSize >= FewestUnitsAhead && cell.InputSize >= FewestInputsAhead ? RunForm.InputAhead : RunForm.StepByStep;
    }
}
