using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>Writes the counter of values that were beyond their ranges, for a class that has one.</summary>
internal static class SaturationEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        Region[] counters = Stages(plan.Network).OfType<QuantisedStage>().Select(s => s.Counter).OfType<Region>().ToArray();
        if (counters.Length == 0) return;
        writer.Summary("How many inputs and states of Step and Run were beyond the ranges that the weights were made for (and NaN), since the instance was made or this was set. Streams count nothing.");
        using (writer.Block("public long SaturatedValues"))
        {
            writer.Line($"get => {string.Join(" + ", counters.Select(Counter))};");
            using (writer.Block("set"))
            {
                for (int i = 0; i < counters.Length; i++) writer.Line($"{Counter(counters[i])} = {(i == 0 ? "value" : "0")};");
            }
        }
        writer.Line();
    }

    private static string Counter(Region region) => $"Unsafe.As<float, long>(ref Unsafe.Add(ref memory.First, {Literal.Of(region.Offset)}))";

    private static IEnumerable<Stage> Stages(ChainStage chain) => chain.Stages.SelectMany(s => s is ChainStage inner ? Stages(inner) : new[] { s });
}
