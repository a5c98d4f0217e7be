using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>The constructor and Run of a network that needs whole sequences.</summary>
internal static class SequenceMembers
{
    public static void Emit(CodeWriter writer, DevicePlan plan)
    {
        EmitConstructor(writer, plan);
        writer.Line();
        bool last = plan.Model.OutputsLastStepOnly;
        writer.Summary($"A whole sequence from the current state. There is no step by step: {plan.Model.WhyNotStreaming}. Allocates nothing.");
        writer.Line("/// <param name=\"inputs\">At least steps * InputSize values, step after step.</param>");
        writer.Line("/// <param name=\"steps\">From 1 to the longest sequence that the instance was made for.</param>");
        writer.Line($"/// <param name=\"outputs\">At least {(last ? "OutputSize values, those of the last step" : "steps * OutputSize values")}; may be the inputs.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths that do not fit; nothing is written.</exception>");
        using (writer.Block("public void Run(float[] inputs, int steps, float[] outputs)"))
        {
            writer.Line("if (steps < 1 || steps > longest) throw new ArgumentException(\"the number of steps must be from 1 to \" + longest.ToString() + \", but is \" + steps.ToString() + \".\");");
            writer.Line("RequireAtLeast(inputs.Length, steps * InputSize, \"the inputs\");");
            writer.Line($"RequireAtLeast(outputs.Length, {(last ? "OutputSize" : "steps * OutputSize")}, \"the outputs\");");
            for (int i = 0; i < plan.Stages.Count; i++) EmitStage(writer, plan.Stages[i], plan.LastStepAt >= 0 && i >= plan.LastStepAt);
            writer.Line(last
                ? $"Array.Copy({plan.Output.Array}, {plan.Output.At}, outputs, 0, OutputSize);"
                : $"Array.Copy({plan.Output.Array}, 0, outputs, 0, steps * OutputSize);");
        }
        writer.Line();
        using (writer.Block("private static void RequireAtLeast(int given, int expected, string what)"))
        {
            writer.Line("if (given >= expected) return;");
            writer.Line("throw new ArgumentException(what + \" must hold at least \" + expected.ToString() + \" values, but \" + given.ToString() + \" were given.\");");
        }
    }

    private static void EmitStage(CodeWriter writer, DeviceStage stage, bool single)
    {
        if (single)
        {
            stage.EmitCall(writer);
            return;
        }
        using (writer.Block(stage.RunsBackward ? "for (int t = steps - 1; t >= 0; t--)" : "for (int t = 0; t < steps; t++)")) stage.EmitCall(writer);
    }

    private static void EmitConstructor(CodeWriter writer, DevicePlan plan)
    {
        writer.Summary("Makes an instance in the model's initial state, and all the memory that it ever needs.");
        writer.Line("/// <param name=\"longestSequence\">The largest number of steps that Run is given, at least 1.</param>");
        using (writer.Block($"public {plan.Target.Name}(int longestSequence)"))
        {
            writer.Line("if (longestSequence < 1) throw new ArgumentException(\"the longest sequence must have at least 1 step, but has \" + longestSequence.ToString() + \".\");");
            writer.Line("longest = longestSequence;");
            foreach ((string name, int width, bool whole) in plan.Buffers)
            {
                if (whole) writer.Line($"{name} = new float[longestSequence * {width}];");
            }
        }
    }
}
