using System.Globalization;
using System.Linq;
using System.Text;

namespace EmbeddedRnn.Reference;

/// <summary>The words of a <see cref="ParityResult"/>.</summary>
internal static class ParityMessage
{
    public static string Write(string comparison, ParityResult result)
    {
        string largest = $"largest error {Number(result.LargestError)} at step {result.Step}, unit {result.Unit} of the {result.Quantity}";
        if (result.FirstDivergence is not { } first)
        {
            return result.ComparedSteps == 0
                ? $"{comparison}: no step could be compared, because the float and the double reference part at the first: compare step by step."
                : $"{comparison}: agrees in {result.ComparedSteps} of {result.Steps} steps, tolerance {Number(result.Tolerance)}; {largest}.";
        }
        var text = new StringBuilder();
        text.Append($"{comparison}: diverges first at step {first.Step} (from 0), unit {first.Unit} of the {first.Quantity}: expected {Number(first.Expected)}, got {Number(first.Actual)}");
        text.Append($"; tolerance {Number(result.Tolerance)}, {largest}.");
        if (first.ReferenceDivergesToo)
            text.Append(" The reference diverges as well, so the class follows the model: the model and the expected outputs disagree.");
        if (first.GrewOverSteps)
            text.Append(" From the same state this step agrees with the reference: the error grew over the steps before.");
        else if (first.StepsExamined > 0)
            text.Append(Gates(first));
        if (first.KnownMistake is not null)
            text.Append($" The {(first.ReferenceDivergesToo ? "expected outputs" : "outputs")} are those of this model with {first.KnownMistake}.");
        return text.ToString();
    }

    private static string Gates(Divergence first)
    {
        if (first.Suspects.Count == 0) return " No single gate explains it.";
        string likeliest = $" Gate: {Describe(first.Suspects[0], first)}";
        string others = string.Join("; ", first.Suspects.Skip(1).Select(suspect => Describe(suspect, first)));
        return others.Length == 0 ? likeliest + "." : $"{likeliest}; less likely: {others}.";
    }

    private static string Describe(GateSuspect suspect, Divergence first)
    {
        string layer = suspect.Layer == 0 ? "" : $" in layer {suspect.Layer + 1}";
        string steps = first.StepsExamined == 1 ? "" : $" (this gate explains {suspect.StepsExplained} of {first.StepsExamined} diverging steps)";
        return $"the {suspect.Gate} gate of unit {suspect.Unit}{layer} is {Number(suspect.Value)} in the reference (pre-activation {Number(suspect.PreActivation)}), "
            + $"and {Number(suspect.Required)} would give the {(first.ReferenceDivergesToo ? "expected" : "observed")} value{steps}";
    }

    private static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
