using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.SumNames;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// Writes the input part of a pass for several steps of a sequence: each chunk's weights are loaded once for all of them.
/// Each sum takes its multiply-adds in the order of the kernel of one step.
/// </summary>
internal sealed class AheadEmitter
{
    // Multiply-adds in one turn of the column loop: enough that its counting does not show.
    private const int BodyLength = 16;

    private readonly CodeWriter writer;
    private readonly PassPlan plan;
    private readonly AheadPlan ahead;
    private readonly int inputStride;

    public AheadEmitter(CodeWriter writer, PassPlan plan, AheadPlan ahead, int inputStride)
    {
        this.writer = writer;
        this.plan = plan;
        this.ahead = ahead;
        this.inputStride = inputStride;
    }

    private Operand Input => ahead.Input;

    /// <summary>Writes the method; its parameters are weights, input and ahead.</summary>
    public void Emit(string method)
    {
        writer.Summary($"Input part of {plan.Pass.Title} of {plan.Pass.Units} units, {plan.Width.Prose}: {RunPlanner.StepsAhead} steps, {ahead.StepsTogether} at a time.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}(ref float weights, ref float input, ref float ahead)"))
        {
            foreach (BlockGroup group in plan.Groups)
            {
                using (writer.Block($"for (int block = 0; block < {group.Count}; block++)"))
                {
                    for (int chunk = 0; chunk < group.Widths.Count; chunk++)
                    {
                        for (int step = 0; step < RunPlanner.StepsAhead; step += ahead.StepsTogether) EmitSteps(group, chunk, step);
                    }
                    writer.Line($"weights = ref Unsafe.Add(ref weights, {plan.BlockStride(group)});");
                    writer.Line($"ahead = ref Unsafe.Add(ref ahead, {ahead.BlockLength(group)});");
                }
            }
        }
    }

    private void EmitSteps(BlockGroup group, int chunk, int firstStep)
    {
        var part = new Part(this, group, chunk, firstStep);
        using (writer.Block($"// {PlanReasons.Range("step", firstStep, firstStep + ahead.StepsTogether - 1)}, chunk {chunk}."))
        {
            part.EmitStart();
            int done = plan.Tiles(Input) > 1 ? part.EmitTiles() : part.EmitColumns();
            for (int column = done; column < Input.Count; column++) part.EmitColumn(null, column, column - done);
            part.EmitStores();
        }
    }

    /// <summary>One chunk of units of a block and some of the steps.</summary>
    private sealed class Part
    {
        private readonly AheadEmitter emitter;
        private readonly CodeWriter writer;
        private readonly PassPlan plan;
        private readonly AheadPlan ahead;
        private readonly BlockGroup group;
        private readonly int unitsBefore;
        private readonly int firstStep;
        private readonly IReadOnlyList<SumVector> vectors;
        private readonly List<(VectorCode Vector, string Name, string Place)> sums = new();

        public Part(AheadEmitter emitter, BlockGroup group, int chunk, int firstStep)
        {
            this.emitter = emitter;
            this.group = group;
            this.firstStep = firstStep;
            (writer, plan, ahead) = (emitter.writer, emitter.plan, emitter.ahead);
            vectors = plan.Vectors(group, chunk, ahead.Sums);
            unitsBefore = group.Widths.Take(chunk).Sum();
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                int place = (firstStep + step) * ahead.StepLength + unitsBefore * ahead.Sums.Count * plan.Chains;
                foreach (SumVector sum in vectors)
                {
                    for (int chain = 0; chain < plan.Chains; chain++)
                    {
                        sums.Add((new VectorCode(sum.Width), Name(sum, chain, step), Literal.Of(place)));
                        place += sum.Width;
                    }
                }
            }
        }

        private int ColumnLength => plan.ColumnLength(group, emitter.Input);

        public void EmitStart()
        {
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                foreach (SumVector sum in vectors)
                {
                    var vector = new VectorCode(sum.Width);
                    int bias = unitsBefore * plan.BiasVectors + sum.Units * plan.Pass.Accumulators.ToList().IndexOf(sum.Sums[0]);
                    string start = plan.Pass.HasBias ? vector.Load("weights", Literal.Of(bias)) : vector.Zero;
                    for (int chain = 0; chain < plan.Chains; chain++) writer.Line($"var {Name(sum, chain, step)} = {(chain == 0 ? start : vector.Zero)};");
                }
            }
            writer.Line($"ref float columns = ref Unsafe.Add(ref weights, {Literal.Of(plan.BiasLength(group) + unitsBefore * ahead.Sums.Count)});");
        }

        /// <summary>All columns but a remainder; returns how many.</summary>
        public int EmitColumns()
        {
            int unroll = System.Math.Max(plan.Chains, BodyLength / (ahead.StepsTogether * vectors.Count));
            int done = emitter.Input.Count / unroll * unroll;
            if (done > 0) EmitLoop("0", Literal.Of(done), unroll);
            return done;
        }

        /// <summary>Sums of many columns are added up tile by tile, as a step does; what was added up waits in memory.</summary>
        public int EmitTiles()
        {
            int tile = plan.TileLength(emitter.Input);
            int done = plan.Tiles(emitter.Input) * tile;
            foreach ((VectorCode vector, _, string place) in sums) writer.Line(vector.Store(vector.Zero, "ahead", place));
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
            {
                EmitLoop("tile", $"tile + {tile}", 1);
                foreach ((VectorCode vector, string name, string place) in sums)
                {
                    writer.Line(vector.Store($"({vector.Load("ahead", place)} + {name})", "ahead", place));
                    writer.Line($"{name} = {vector.Zero};");
                }
            }
            foreach ((VectorCode vector, string name, string place) in sums) writer.Line($"{name} = {vector.Load("ahead", place)};");
            return done;
        }

        public void EmitColumn(string? variable, int column, int columnsFrom)
        {
            int at = columnsFrom * ColumnLength;
            string Weight(SumVector sum) => $"{sum.Name}W{Literal.Of(column)}";
            int widest = vectors.Max(v => v.Width);
            foreach (SumVector sum in vectors)
            {
                writer.Line($"var {Weight(sum)} = {new VectorCode(sum.Width).Load("columns", Literal.Of(at))};");
                at += sum.Width;
            }
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                string value = $"{emitter.Input.Letter}{Literal.Of(column)}At{step}";
                string place = VectorCode.At(variable, emitter.Input.Offset + column);
                int offset = (firstStep + step) * emitter.inputStride;
                writer.Line($"var {value} = {new VectorCode(widest).Create(InputAt(place, offset))};");
                foreach (SumVector sum in vectors)
                {
                    string name = Name(sum, column % plan.Chains, step);
                    writer.Line($"{name} = {VectorCode.MultiplyAdd(VectorCode.Lower(value, widest, sum.Width), Weight(sum), name)};");
                }
            }
        }

        public void EmitStores()
        {
            foreach ((VectorCode vector, string name, string place) in sums) writer.Line(vector.Store(name, "ahead", place));
        }

        private void EmitLoop(string from, string to, int unroll)
        {
            using (writer.Block($"for (nuint column = {from}; column < {to}; column += {unroll})"))
            {
                for (int c = 0; c < unroll; c++) EmitColumn("column", c, c);
                writer.Line($"columns = ref Unsafe.Add(ref columns, {Literal.Of(unroll * ColumnLength)});");
            }
        }

        // A step's input may lie before the first one's: then time runs backwards.
        private static string InputAt(string column, int step) =>
            step == 0 ? VectorCode.Value("input", column) : $"Unsafe.Add(ref Unsafe.Add(ref input, {Literal.Of(step)}), {column})";

        private static string Name(SumVector sum, int chain, int step) => $"{Chain(sum.Name, chain)}At{step}";
    }
}
