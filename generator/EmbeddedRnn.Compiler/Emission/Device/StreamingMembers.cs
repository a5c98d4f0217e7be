namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>Step and Run of a network that streams.</summary>
internal static class StreamingMembers
{
    public static void Emit(CodeWriter writer, DevicePlan plan)
    {
        EmitStep(writer);
        writer.Line();
        EmitRun(writer, plan);
        writer.Line();
        int split = plan.LastStepAt < 0 ? plan.Stages.Count : plan.LastStepAt;
        using (writer.Block("private void Advance(float[] x, int at)"))
        {
            for (int i = 0; i < split; i++) plan.Stages[i].EmitCall(writer);
        }
        writer.Line();
        using (writer.Block("private void Give(float[] x, int at, float[] y, int to)"))
        {
            for (int i = split; i < plan.Stages.Count; i++) plan.Stages[i].EmitCall(writer);
            writer.Line($"Array.Copy({plan.Output.Array}, {plan.Output.At}, y, to, {plan.Output.Width});");
        }
    }

    private static void EmitStep(CodeWriter writer)
    {
        writer.Summary("One time step. Allocates nothing.");
        writer.Line("/// <param name=\"input\">InputSize values.</param>");
        writer.Line("/// <param name=\"output\">OutputSize values; may be the input.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is written.</exception>");
        using (writer.Block("public void Step(float[] input, float[] output)"))
        {
            writer.Line("Require(input.Length, InputSize, \"the input\");");
            writer.Line("Require(output.Length, OutputSize, \"the output\");");
            writer.Line("Advance(input, 0);");
            writer.Line("Give(input, 0, output, 0);");
        }
    }

    private static void EmitRun(CodeWriter writer, DevicePlan plan)
    {
        bool last = plan.Model.OutputsLastStepOnly;
        writer.Summary(last ? "A sequence of steps, of which the last gives the output. Allocates nothing." : "Several time steps. Allocates nothing.");
        writer.Line("/// <param name=\"inputs\">T * InputSize values, step after step.</param>");
        writer.Line(last ? "/// <param name=\"outputs\">OutputSize values.</param>" : "/// <param name=\"outputs\">T * OutputSize values; may be the inputs.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths that do not fit; nothing is written.</exception>");
        using (writer.Block("public void Run(float[] inputs, float[] outputs)"))
        {
            writer.Line("int steps = inputs.Length / InputSize;");
            if (last) writer.Line("if (steps == 0) throw new ArgumentException(\"the inputs must hold at least one step, since its output is that of the last.\");");
            writer.Line("if (steps * InputSize != inputs.Length) throw new ArgumentException(\"the inputs must hold whole steps of \" + InputSize.ToString() + \" values, but \" + inputs.Length.ToString() + \" were given.\");");
            writer.Line($"Require(outputs.Length, {(last ? "OutputSize" : "steps * OutputSize")}, \"the outputs\");");
            using (writer.Block("for (int t = 0; t < steps; t++)"))
            {
                writer.Line("Advance(inputs, t * InputSize);");
                if (!last) writer.Line("Give(inputs, t * InputSize, outputs, t * OutputSize);");
            }
            if (last) writer.Line("Give(inputs, (steps - 1) * InputSize, outputs, 0);");
        }
    }
}
