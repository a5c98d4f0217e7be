using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// The sums of a pass over its input columns, for several steps at once: what a step's sums go on from. They are the
/// beginning of the same chain of multiply-adds, so that a step's bits do not change.
/// </summary>
public sealed class AheadPlan
{
    private readonly PassPlan plan;

    private AheadPlan(PassPlan plan, Operand input)
    {
        this.plan = plan;
        Input = input;
    }

    /// <summary>The input.</summary>
    public Operand Input { get; }

    /// <summary>The sums that it feeds.</summary>
    public IReadOnlyList<Accumulator> Sums => plan.Pass.FedBy(Input);

    /// <summary>Values of one block: for each chunk, each sum and each of its chains a vector.</summary>
    public int BlockLength(BlockGroup group) => group.Units * Sums.Count * plan.Chains;

    /// <summary>Values of one step.</summary>
    public int StepLength => plan.Groups.Sum(g => g.Count * BlockLength(g));

    /// <summary>
    /// Steps that one chunk of units sums side by side: each vector of weights is used that often, and all sums stay in
    /// registers beside a column's weights and one broadcast value.
    /// </summary>
    public int StepsTogether
    {
        get
        {
            int sums = Sums.Count * plan.Chains;
            int room = plan.Width.Registers - Sums.Count - 1;
            int steps = RunPlanner.StepsAhead;
            while (steps > 1 && steps * sums > room) steps /= 2;
            return steps;
        }
    }

    /// <summary>
    /// The plan, or null for a pass that does not begin with the layer's input, has nothing after it, or splits sums of many
    /// columns both ways.
    /// </summary>
    public static AheadPlan? Of(PassPlan plan)
    {
        Operand input = plan.Pass.Operands[0];
        return plan.Pass.Operands.Count > 1 && input.Variable == "input" && (plan.Chains == 1 || plan.Tiles(input) == 1) ? new AheadPlan(plan, input) : null;
    }
}
