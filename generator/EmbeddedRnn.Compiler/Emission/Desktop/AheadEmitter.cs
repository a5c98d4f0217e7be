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
        using (writer.Block($"// Chunk {chunk}, steps {firstStep} to {firstStep + ahead.StepsTogether - 1}."))
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
        private readonly VectorCode vector;
        private readonly int unitsBefore;
        private readonly int firstStep;
        private readonly List<(string Name, int Step, string Place)> sums = new();

        public Part(AheadEmitter emitter, BlockGroup group, int chunk, int firstStep)
        {
            this.emitter = emitter;
            this.group = group;
            this.firstStep = firstStep;
            (writer, plan, ahead) = (emitter.writer, emitter.plan, emitter.ahead);
            vector = new VectorCode(group.Widths[chunk]);
            unitsBefore = group.Widths.Take(chunk).Sum();
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                int place = (firstStep + step) * ahead.StepLength + unitsBefore * ahead.Sums.Count * plan.Chains;
                foreach (Accumulator sum in ahead.Sums)
                {
                    for (int chain = 0; chain < plan.Chains; chain++)
                    {
                        sums.Add((Name(sum, chain, step), step, Literal.Of(place)));
                        place += vector.Width;
                    }
                }
            }
        }

        private int ColumnLength => plan.ColumnLength(group, emitter.Input);

        public void EmitStart()
        {
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                foreach (Accumulator sum in ahead.Sums)
                {
                    int bias = unitsBefore * plan.BiasVectors + vector.Width * plan.Pass.Accumulators.ToList().IndexOf(sum);
                    string start = plan.Pass.HasBias ? vector.Load("weights", Literal.Of(bias)) : vector.Zero;
                    for (int chain = 0; chain < plan.Chains; chain++) writer.Line($"var {Name(sum, chain, step)} = {(chain == 0 ? start : vector.Zero)};");
                }
            }
            writer.Line($"ref float columns = ref Unsafe.Add(ref weights, {Literal.Of(plan.BiasLength(group) + unitsBefore * ahead.Sums.Count)});");
        }

        /// <summary>All columns but a remainder; returns how many.</summary>
        public int EmitColumns()
        {
            int unroll = System.Math.Max(plan.Chains, BodyLength / (ahead.StepsTogether * ahead.Sums.Count));
            int done = emitter.Input.Count / unroll * unroll;
            if (done > 0) EmitLoop("0", Literal.Of(done), unroll);
            return done;
        }

        /// <summary>Sums of many columns are added up tile by tile, as a step does; what was added up waits in memory.</summary>
        public int EmitTiles()
        {
            int tile = plan.TileLength(emitter.Input);
            int done = plan.Tiles(emitter.Input) * tile;
            foreach ((_, _, string place) in sums) writer.Line(vector.Store(vector.Zero, "ahead", place));
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
            {
                EmitLoop("tile", $"tile + {tile}", 1);
                foreach ((string name, _, string place) in sums)
                {
                    writer.Line(vector.Store($"({vector.Load("ahead", place)} + {name})", "ahead", place));
                    writer.Line($"{name} = {vector.Zero};");
                }
            }
            foreach ((string name, _, string place) in sums) writer.Line($"{name} = {vector.Load("ahead", place)};");
            return done;
        }

        public void EmitColumn(string? variable, int column, int columnsFrom)
        {
            int at = columnsFrom * ColumnLength;
            string Weight(Accumulator sum) => $"{sum.Name}W{Literal.Of(column)}";
            foreach (Accumulator sum in ahead.Sums)
            {
                writer.Line($"var {Weight(sum)} = {vector.Load("columns", Literal.Of(at))};");
                at += vector.Width;
            }
            for (int step = 0; step < ahead.StepsTogether; step++)
            {
                string value = $"{emitter.Input.Letter}{Literal.Of(column)}At{step}";
                string place = VectorCode.At(variable, emitter.Input.Offset + column);
                int offset = (firstStep + step) * emitter.inputStride;
                writer.Line($"var {value} = {vector.Create(InputAt(place, offset))};");
                foreach (Accumulator sum in ahead.Sums)
                {
                    string name = Name(sum, column % plan.Chains, step);
                    writer.Line($"{name} = {VectorCode.MultiplyAdd(value, Weight(sum), name)};");
                }
            }
        }

        public void EmitStores()
        {
            foreach ((string name, _, string place) in sums) writer.Line(vector.Store(name, "ahead", place));
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

        private static string Name(Accumulator sum, int chain, int step) => $"{Chain(sum.Name, chain)}At{step}";
    }
}
