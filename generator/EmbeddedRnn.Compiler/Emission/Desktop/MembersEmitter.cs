using System.Linq;
using EmbeddedRnn.Compiler.Emission.Desktop.Quantised;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the members that users see: constants, constructors, Step, Run, and what the state offers.</summary>
internal static class MembersEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        EmitConstants(writer, plan);
        EmitFields(writer, plan);
        EmitConstructors(writer, plan);
        EmitWeightsProperty(writer);
        if (plan.Sequence is null)
        {
            EmitStep(writer, plan);
            EmitRun(writer, plan);
        }
        else
        {
            SequenceMembersEmitter.Emit(writer, plan, plan.Sequence);
        }
        SaturationEmitter.Emit(writer, plan);
        plan.Macs?.EmitMembers(writer);
        if (plan.HasStateValue) StateEmitter.EmitProperty(writer);
        StateEmitter.Emit(writer, plan);
        if (plan.Sequence is null) EmitAdvance(writer, plan);
        writer.Line("private static PackedWeights Require(PackedWeights? weights) => weights ?? throw new ArgumentNullException(nameof(weights));");
        writer.Line();
        using (writer.Block("private static void RequireThisProcessors(PackedWeights value)"))
            writer.Line("if (value.Kernel != Kernel) throw new ArgumentException($\"the weights are packed for {value.Kernel}, but this processor runs {Kernel}.\", nameof(value));");
        writer.Line();
        if (plan.HasStateValue) StateEmitter.EmitValueType(writer, plan);
    }

    private static bool Alternates(ClassPlan plan) => KernelWidth.All.Any(plan.Network.Alternates);

    private static string NextOdd(ClassPlan plan) => Alternates(plan) ? ", oddStep = !oddStep" : "";

    private static void EmitConstants(CodeWriter writer, ClassPlan plan)
    {
        Model model = plan.Model;
        void Constant(string name, long value, string summary)
        {
            writer.Summary(summary);
            writer.Line($"public const int {name} = {Literal.Of(value)};");
            writer.Line();
        }

        Constant("InputSize", model.InputSize, "Number of values that go in at each step.");
        if (plan.Cell is { } cell) Constant("HiddenSize", cell.HiddenSize, "Number of units.");
        Constant("OutputSize", model.OutputSize, $"Number of values that come out at each step{(plan.Cell is null ? "" : ": the hidden state")}.");
        Constant("ParameterCount", model.ParameterCount, "Number of weights.");
        Constant("MacsPerStep", model.MacsPerStep, "Multiply-accumulates of one step.");
        Constant("StateSize", model.StateSize, "Number of values kept from one step to the next.");
        writer.Summary("Bytes of a saved state.");
        writer.Line("public const int SavedStateSize = RnnSavedState.HeaderSize + sizeof(float) * StateSize;");
        writer.Line();
    }

    private static void EmitFields(CodeWriter writer, ClassPlan plan)
    {
        string regions = string.Join("; ", plan.Memory.Regions.Select(r => $"{r.Offset}: {r.Comment}"));
        writer.Line($"// {regions}.");
        writer.Line($"private readonly RnnBuffer memory = RnnBuffer.Allocate({plan.Memory.Length});");
        if (plan.Sequence is not null)
        {
            writer.Line("// The values of all steps, layer after layer; grows with the longest sequence.");
            writer.Line("private float[] sequence = [];");
        }
        if (plan.Sequence is null && Alternates(plan))
        {
            writer.Line("// Which way round the next step reads its weights: no result depends on it.");
            writer.Line("private bool oddStep;");
        }
        writer.Line("private PackedWeights weights;");
        writer.Line();
    }

    private static void EmitConstructors(CodeWriter writer, ClassPlan plan)
    {
        string name = plan.Target.Name;
        if (plan.HasTrainedWeights && !plan.Target.DeclaresParameterlessConstructor)
        {
            writer.Summary("An instance with the trained weights, at its initial state. An instance belongs to one thread at a time.");
            writer.Line($"public {name}() : this(PackedWeights.Embedded)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
        }
        writer.Summary("An instance with the given weights, at its initial state. Weights may be shared by any number of instances and threads.");
        writer.Line("/// <exception cref=\"ArgumentNullException\">No weights.</exception>");
        writer.Line($"public {name}(PackedWeights weights) : this(Require(weights).Kernel, weights) => Weights = weights;");
        writer.Line();
        writer.Line("// For tests that name a kernel: weights packed for another kernel than this processor's, for Step(kernel, ...) alone.");
        using (writer.Block($"internal {name}(RnnKernel kernel, PackedWeights weights)"))
        {
            writer.Line("if (weights.Kernel != kernel) throw new ArgumentException($\"the weights are packed for {weights.Kernel}, not for {kernel}.\", nameof(weights));");
            writer.Line("this.weights = weights;");
            writer.Line("Reset();");
        }
        writer.Line();
    }

    private static void EmitWeightsProperty(CodeWriter writer)
    {
        writer.Summary("The kernel that Step runs on this processor.");
        writer.Line("public static RnnKernel Kernel => RnnKernelSelection.Widest;");
        writer.Line();
        writer.Summary("The weights. Setting them is one reference store, which a Step or Run that is under way does not see; the state stays as it is.");
        writer.Line("/// <exception cref=\"ArgumentNullException\">No weights.</exception>");
        using (writer.Block("public PackedWeights Weights"))
        {
            writer.Line("get => weights;");
            using (writer.Block("set"))
            {
                writer.Line("RequireThisProcessors(Require(value));");
                writer.Line("weights = value;");
            }
        }
        writer.Line();
    }

    private static void EmitStep(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary($"One time step: reads the input, moves the state on, writes {(plan.Cell is null ? "the network's output" : "the new hidden state")}. Allocates nothing.");
        writer.Line($"/// <param name=\"input\">Exactly {plan.Model.InputSize} value{(plan.Model.InputSize == 1 ? "" : "s")}.</param>");
        writer.Line($"/// <param name=\"output\">Exactly {plan.Model.OutputSize} value{(plan.Model.OutputSize == 1 ? "" : "s")}; may overlap the input.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is written.</exception>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block("public void Step(ReadOnlySpan<float> input, Span<float> output)"))
        {
            writer.Line("RnnGuard.Length(input.Length, InputSize, nameof(input));");
            writer.Line("RnnGuard.Length(output.Length, OutputSize, nameof(output));");
            EmitCountStep(writer, plan);
            writer.Line($"Advance(Kernel, weights, ref memory.First, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output){NextOdd(plan)});");
        }
        writer.Line();
        writer.Line("// For tests: the step of a named kernel, in software where the processor lacks it.");
        using (writer.Block("internal void Step(RnnKernel kernel, ReadOnlySpan<float> input, Span<float> output)"))
        {
            writer.Line("if (weights.Kernel != kernel) throw new InvalidOperationException($\"the weights are packed for {weights.Kernel}, not for {kernel}.\");");
            writer.Line("RnnGuard.Length(input.Length, InputSize, nameof(input));");
            writer.Line("RnnGuard.Length(output.Length, OutputSize, nameof(output));");
            EmitCountStep(writer, plan);
            writer.Line($"Advance(kernel, weights, ref memory.First, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output){NextOdd(plan)});");
        }
        writer.Line();
    }

    private static void EmitCountStep(CodeWriter writer, ClassPlan plan)
    {
        if (plan.Macs is not null) writer.Line(MacCounter.Done("MacsPerStep"));
    }

    private static void EmitRun(CodeWriter writer, ClassPlan plan)
    {
        (int input, int output) = (plan.Model.InputSize, plan.Model.OutputSize);
        if (plan.Latest is { } latest)
        {
            EmitRunToLastStep(writer, plan, latest);
            return;
        }
        writer.Summary("A sequence of steps from the current state, all with the weights of its beginning. Allocates nothing.");
        writer.Line($"/// <param name=\"inputs\">T * {input} values, step after step.</param>");
        writer.Line($"/// <param name=\"outputs\">T * {output} values, step after step; may overlap the inputs where no step overwrites inputs of later ones.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths that do not fit, or an overlap that would lose inputs; nothing is written.</exception>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block("public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)"))
        {
            writer.Line("int steps = RnnGuard.Steps(inputs, InputSize, outputs, OutputSize);");
            writer.Line("AdvanceAll(Kernel, weights, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), steps);");
        }
        writer.Line();
        EmitRunOnKernel(writer, "int steps = RnnGuard.Steps(inputs, InputSize, outputs, OutputSize);", "AdvanceAll(kernel, weights, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), steps);");
    }

    private static void EmitRunOnKernel(CodeWriter writer, params string[] body)
    {
        writer.Line("// For tests: the sequence on a named kernel, in software where the processor lacks it.");
        using (writer.Block("internal void Run(RnnKernel kernel, ReadOnlySpan<float> inputs, Span<float> outputs)"))
        {
            writer.Line("if (weights.Kernel != kernel) throw new InvalidOperationException($\"the weights are packed for {weights.Kernel}, not for {kernel}.\");");
            foreach (string line in body) writer.Line(line);
        }
        writer.Line();
    }

    private static void EmitRunToLastStep(CodeWriter writer, ClassPlan plan, Region latest)
    {
        (int input, int output) = (plan.Model.InputSize, plan.Model.OutputSize);
        const string guard = "int steps = RnnGuard.Sequence(inputs.Length, InputSize, outputs.Length, OutputSize, lastStepOnly: true);";
        string place = $"ref Unsafe.Add(ref memory.First, {latest.Offset})";
        string advance = $"AdvanceAll(kernel, weights, ref MemoryMarshal.GetReference(inputs), {place}, steps);";
        string copy = $"RnnCopy.Copy({place}, ref MemoryMarshal.GetReference(outputs), OutputSize);";
        writer.Summary("A sequence of steps from the current state, all with the weights of its beginning; the output is that of the last step. Allocates nothing.");
        writer.Line($"/// <param name=\"inputs\">T * {input} values, step after step, T at least 1: of a padded sequence, the valid steps.</param>");
        writer.Line($"/// <param name=\"outputs\">Exactly {output} value{(output == 1 ? "" : "s")}; may overlap the inputs.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths that do not fit; nothing is written.</exception>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block("public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)"))
        {
            writer.Line(guard);
            writer.Line(advance.Replace("kernel", "Kernel"));
            writer.Line(copy);
        }
        writer.Line();
        EmitRunOnKernel(writer, guard, advance, copy);
    }

    private static void EmitAdvance(CodeWriter writer, ClassPlan plan)
    {
        writer.Line("// The kernel is a constant where Step and Run call this: the other cases are not compiled.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static void Advance(RnnKernel kernel, PackedWeights packed, ref float start, ref float input, ref float output{(Alternates(plan) ? ", bool odd" : "")})"))
        {
            writer.Line("ref float weights = ref packed.First;");
            string input = "ref input";
            if (plan.Given is { } given)
            {
                writer.Line($"RnnCopy.Copy(ref input, {Stage.At(given)}, {plan.Model.InputSize});");
                input = Stage.At(given);
            }
            using (writer.Block("switch (kernel)"))
            {
                foreach (KernelWidth width in KernelWidth.All)
                {
                    using (writer.Block(width.Values == 1 ? "default:" : $"case RnnKernel.{width.KernelName}:"))
                    {
                        plan.Network.EmitCall(writer, width, 0, input, "ref output");
                        writer.Line("break;");
                    }
                }
            }
        }
        writer.Line();
        EmitAdvanceAll(writer, plan);
    }

    private static void EmitAdvanceAll(CodeWriter writer, ClassPlan plan)
    {
        int outputStride = plan.Latest is null ? plan.Model.OutputSize : 0;
        writer.Line("// A sequence, with the bits of one step after the other.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block("private void AdvanceAll(RnnKernel kernel, PackedWeights packed, ref float input, ref float output, int steps)"))
        {
            if (plan.Macs is not null) writer.Line(MacCounter.Done("(long)steps * MacsPerStep"));
            KernelWidth[] running = KernelWidth.All.Where(w => plan.Given is null && plan.Network.HasRun(w)).ToArray();
            if (running.Length > 0)
            {
                writer.Line("ref float weights = ref packed.First;");
                writer.Line("ref float start = ref memory.First;");
            }
            foreach (KernelWidth width in running)
            {
                using (writer.Block($"if (kernel == RnnKernel.{width.KernelName})"))
                {
                    plan.Network.EmitRun(writer, width, 0, "ref input", "ref output", "steps", plan.Model.InputSize, outputStride);
                    writer.Line("return;");
                }
            }
            using (writer.Block("for (int step = 0; step < steps; step++)"))
            {
                writer.Line($"Advance(kernel, packed, ref memory.First, ref input, ref output{NextOdd(plan)});");
                writer.Line("input = ref Unsafe.Add(ref input, InputSize);");
                if (outputStride > 0) writer.Line("output = ref Unsafe.Add(ref output, OutputSize);");
            }
        }
        writer.Line();
    }
}
