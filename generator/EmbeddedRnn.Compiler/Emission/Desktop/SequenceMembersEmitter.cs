namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes Run for a network that needs whole sequences. Its Step is there to be refused by the compiler.</summary>
internal static class SequenceMembersEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan, SequencePlan sequence)
    {
        EmitRun(writer, plan);
        string why = $"This network takes whole sequences, since {plan.Model.WhyNotStreaming}: use Run.";
        writer.Summary("Not available: the compiler says why.");
        writer.Line($"[Obsolete({Literal.Of(why)}, error: true)]");
        writer.Line($"public void Step(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException({Literal.Of(why)});");
        writer.Line();
        writer.Line("// For tests: the sequence on a named kernel, in software where the processor lacks it.");
        using (writer.Block("internal void Run(RnnKernel kernel, ReadOnlySpan<float> inputs, Span<float> outputs)"))
        {
            writer.Line("if (weights.Kernel != kernel) throw new InvalidOperationException($\"the weights are packed for {weights.Kernel}, not for {kernel}.\");");
            writer.Line("RunSequence(kernel, inputs, outputs);");
        }
        writer.Line();
        EmitRunSequence(writer, plan, sequence);
        foreach (Planning.KernelWidth width in Planning.KernelWidth.All)
        {
            SequenceEmitter.Emit(writer, plan, sequence, width);
            writer.Line();
        }
    }

    private static void EmitRun(CodeWriter writer, ClassPlan plan)
    {
        (int input, int output) = (plan.Model.InputSize, plan.Model.OutputSize);
        writer.Summary($"A whole sequence from the current state. There is no step by step: {plan.Model.WhyNotStreaming}. Allocates only where the sequence is longer than all before.");
        writer.Line($"/// <param name=\"inputs\">T * {input} values, step after step, T at least 1: of a padded sequence, the valid steps.</param>");
        writer.Line(plan.Model.OutputsLastStepOnly
            ? $"/// <param name=\"outputs\">Exactly {output} value{(output == 1 ? "" : "s")}, those of the last step; may overlap the inputs.</param>"
            : $"/// <param name=\"outputs\">T * {output} values, step after step; may overlap the inputs.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths that do not fit; nothing is written.</exception>");
        writer.Line("public void Run(ReadOnlySpan<float> inputs, Span<float> outputs) => RunSequence(Kernel, inputs, outputs);");
        writer.Line();
    }

    private static void EmitRunSequence(CodeWriter writer, ClassPlan plan, SequencePlan sequence)
    {
        bool last = plan.Model.OutputsLastStepOnly;
        using (writer.Block("private void RunSequence(RnnKernel kernel, ReadOnlySpan<float> inputs, Span<float> outputs)"))
        {
            writer.Line($"int steps = RnnGuard.Sequence(inputs.Length, InputSize, outputs.Length, {(last ? "OutputSize, lastStepOnly: true" : "OutputSize, lastStepOnly: false")});");
            writer.Line($"if (sequence.Length < steps * {sequence.BufferWidth}) sequence = new float[steps * {sequence.BufferWidth}];");
            writer.Line("ref float input = ref MemoryMarshal.GetReference(inputs);");
            using (writer.Block("switch (kernel)"))
            {
                foreach (Planning.KernelWidth width in Planning.KernelWidth.All)
                {
                    writer.Line(width.Values == 1 ? "default:" : $"case RnnKernel.{width.KernelName}:");
                    writer.Line($"    RnnCopy.Copy(ref Sequence{width.KernelName}(weights, ref input, steps), ref MemoryMarshal.GetReference(outputs), outputs.Length);");
                    writer.Line("    break;");
                }
            }
        }
        writer.Line();
    }
}
