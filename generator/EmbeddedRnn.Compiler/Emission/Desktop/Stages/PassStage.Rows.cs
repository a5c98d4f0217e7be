using System;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// A GRU whose units that keep their state are left out, row by row. Which way a step goes, its update gates alone decide, so that the
/// same step always has the same bits. How the gates are found does not matter to a bit: in a pass of their own, or, after many steps
/// in a row with work for most units, together with all the rest, which is then as fast as if nothing were looked for.
/// </summary>
internal sealed partial class PassStage
{
    private const int UpdatePass = 0;
    private const int RestPass = 1;
    private const int AllPass = 2;

    // So many that what was computed in vain, when a step after them has little to do, is lost in them.
    private const int ManySteps = 16;

    // Sums of a block of the update gate's pass, which must not be split: as many as keep multiply-adds going while the weights come from
    // beyond the first-level cache, or at most.
    private const int UpdateSums = 4;
    private const int MostUpdateSums = 8;

    private static readonly string[] RowPassNames = { "Update", "Rest", "" };

    private string Open => $"Unsafe.As<float, int>({At(plan.Regions["open"])})";

    private string MostlyOpen => $"{Open} >= {ManySteps}";

    // With 16 registers two passes are up to a tenth faster than one, whatever the gates say.
    private bool HasWhole(KernelWidth width) => plan.Skipping == SkippingForm.Rows && width.Registers >= 32;

    private PassPlan[] RowPasses(KernelWidth width)
    {
        if (!HasWhole(width)) return plan.Passes.Take(AllPass).Select(p => PassPlanner.Plan(p, width, choices)).ToArray();
        PassPlan all = PassPlanner.Plan(plan.Passes[AllPass], width, choices);
        // The passes of parts sum in the order of the whole.
        PlanChoices sameOrder = choices with { Chains = all.Chains, Unroll = all.ColumnUnroll };
        int chunks = (Layer.OutputSize + width.Values - 1) / width.Values;
        // Blocks of one size can alternate.
        int equal = Enumerable.Range(UpdateSums, MostUpdateSums - UpdateSums + 1).FirstOrDefault(n => chunks % n == 0);
        PlanChoices update = sameOrder with { ChunksPerBlock = choices.ChunksPerBlock ?? (equal > 0 ? equal : MostUpdateSums) };
        return new[] { PassPlanner.Plan(plan.Passes[UpdatePass], width, update), PassPlanner.Plan(plan.Passes[RestPass], width, sameOrder), all };
    }

    // A state in registers has no rows.
    private RunForm FormOfRows(KernelWidth width) =>
        RunPlanner.Choose(plan, passes[width].Skip(HasWhole(width) ? AllPass : 0).ToArray()) == RunForm.InputAhead ? RunForm.InputAhead : RunForm.StepByStep;

    private void EmitRowsCall(CodeWriter writer, KernelWidth width, LiveRowsPlan rows, int stream, string input, string? output, Predicate<int> inputIsSummed)
    {
        string keep = At(plan.Regions["keep"]), store = $"RnnCopy.Copy({At(plan.Regions["next"])}, {At(Result!)}, {Layer.OutputSize});";
        int[] at = passes[width].Select((_, pass) => stream + passes[width].Take(pass).Sum(p => p.StreamLength)).ToArray();
        int rowsAt = stream + passes[width].Sum(p => p.StreamLength);
        string live = $"{LiveMethod(width)}({string.Join(", ", LiveRowsEmitter.Parameters.Select(p => p == "weights" ? WeightsAt(rowsAt) : p == "input" ? input : At(plan.Regions[p])))})";
        string Call(int pass)
        {
            AheadPlan? ahead = inputIsSummed(pass) ? Aheads(width)[pass] : null;
            return $"{Method(width, pass, ahead is null ? "" : AfterInput)}({Arguments(writer, width, pass, at[pass], input, output, ahead)});";
        }

        if (HasWhole(width))
        {
            using (writer.Block($"if ({MostlyOpen})"))
            {
                writer.Line("// After many steps with work for most units all are computed; a step with less to do goes by rows nevertheless.");
                writer.Line(Call(AllPass));
                using (writer.Block($"if (RnnLanes.CountUnlike({keep}, {Layer.OutputSize}, 1f) > {rows.MostLive})")) writer.Line(store);
                using (writer.Block("else"))
                {
                    writer.Line($"{live};");
                    writer.Line($"{Open} = 0;");
                }
            }
        }
        using (HasWhole(width) ? writer.Block("else") : null)
        {
            writer.Line(Call(UpdatePass));
            using (writer.Block($"if ({live})"))
            {
                writer.Line($"{Open} = 0;");
                if (CountsMacs) EmitCountRows(writer, rows, keep);
            }
            using (writer.Block("else"))
            {
                writer.Line(Call(RestPass));
                writer.Line(store);
                writer.Line($"{Open}++;");
            }
        }
        if (output is not null) writer.Line($"RnnCopy.Copy({At(Result!)}, {output}, {Layer.OutputSize});");
    }

    // The update gate's input part is wanted in any case, that of the rest only where steps do not go by rows.
    private void EmitTileOfRows(CodeWriter writer, KernelWidth width, int stride)
    {
        using (writer.Block($"if ({MostlyOpen})")) EmitTile(writer, width, stride, HasWhole(width) ? pass => pass == AllPass : _ => true);
        using (writer.Block("else")) EmitTile(writer, width, stride, pass => pass == UpdatePass);
    }

    // Behind a closed update gate both rows of the other gates, of the rest behind a closed reset gate U h of the candidate.
    private void EmitCountRows(CodeWriter writer, LiveRowsPlan rows, string keep)
    {
        int units = rows.Layer.HiddenSize;
        writer.Line($"int live = RnnLanes.CountUnlike({keep}, {units}, 1f);");
        string skipped = $"({units} - live) * {2L * (rows.Layer.InputSize + units)}L";
        if (rows.Layer.ResetFunction.CanClose) skipped += $" + (live - RnnLanes.CountUnlike({keep}, 1f, {At(plan.Regions["reset"])}, 0f, {units})) * {units}L";
        writer.Line(MacCounter.Skip(skipped));
    }
}
