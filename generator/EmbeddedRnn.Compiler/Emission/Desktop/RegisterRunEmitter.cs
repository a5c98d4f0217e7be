using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the run of a small cell over a sequence: one block, whose state stays in registers from step to step.</summary>
internal sealed class RegisterRunEmitter
{
    private readonly CodeWriter writer;
    private readonly PassPlan plan;
    private readonly Tail tail;
    private readonly LayerPlan layer;
    private readonly bool backward;

    public RegisterRunEmitter(CodeWriter writer, PassPlan plan, Tail tail, LayerPlan layer, bool backward)
    {
        this.writer = writer;
        this.plan = plan;
        this.tail = tail;
        this.layer = layer;
        this.backward = backward;
    }

    private IReadOnlyList<string> Held => layer.State.Select(r => r.Name).ToArray();

    /// <summary>Writes the method; its parameters are weights, input, the state, output, and what is said of the sequence.</summary>
    public void Emit(string method)
    {
        var targets = plan.EndsExactly ? new[] { layer.Result, "output" } : new[] { layer.Result };
        var kernel = new KernelEmitter(writer, plan, tail, targets) { Held = Held };
        string state = string.Concat(Held.Select(h => $"ref float {h}, "));
        int inputs = layer.Layer.InputSize;
        writer.Summary($"A sequence, {plan.Width.Prose}: the state stays in registers from step to step.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}(ref float weights, ref float input, {state}ref float output, int steps, int outputStride)"))
        {
            kernel.EmitConstants();
            writer.Line("ref float firstWeights = ref weights;");
            ForEachRegister(Held, (vector, region, variable, at) => writer.Line($"var {variable} = {vector.Load(region, at)};"));
            using (writer.Block("for (int step = 0; step < steps; step++)"))
            {
                writer.Line("weights = ref firstWeights;");
                kernel.EmitOnlyBlock();
                if (!plan.EndsExactly)
                {
                    ForEachRegister(new[] { layer.Result }, (vector, region, variable, at) => writer.Line(vector.Store(variable, region, at)));
                    writer.Line($"RnnCopy.Copy(ref {layer.Result}, ref output, {layer.Layer.OutputSize});");
                }
                writer.Line($"input = ref Unsafe.Add(ref input, {Literal.Of(backward ? -inputs : inputs)});");
                writer.Line("output = ref Unsafe.Add(ref output, outputStride);");
            }
            ForEachRegister(Held, (vector, region, variable, at) => writer.Line(vector.Store(variable, region, at)));
        }
    }

    private void ForEachRegister(IReadOnlyList<string> regions, System.Action<VectorCode, string, string, string> write)
    {
        foreach (string region in regions)
        {
            int unit = 0;
            for (int chunk = 0; chunk < plan.Groups[0].Widths.Count; chunk++)
            {
                var vector = new VectorCode(plan.Groups[0].Widths[chunk]);
                write(vector, region, region + Literal.Of(chunk), Literal.Of(unit));
                unit += vector.Width;
            }
        }
    }
}
