using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.SumNames;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>Writes the sums of some chunks of units for all groups of streams, from their biases to memory.</summary>
internal sealed class StreamSumsEmitter
{
    private readonly CodeWriter writer;
    private readonly StreamTurn turn;
    private readonly StreamPassPlan plan;
    private readonly Func<string, StreamPlace> place;
    private readonly HashSet<string> begun = new();

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="turn">The chunks.</param>
    /// <param name="place">Where a region lies.</param>
    public StreamSumsEmitter(CodeWriter writer, StreamTurn turn, Func<string, StreamPlace> place)
    {
        this.writer = writer;
        this.turn = turn;
        this.place = place;
        plan = turn.Plan;
    }

    private PassPlan Single => plan.Plan;

    private Pass Pass => Single.Pass;

    public void Emit()
    {
        if (!turn.InPhases)
        {
            using (turn.Groups()) ForEachPart(EmitOperands);
            return;
        }
        foreach (Operand operand in Pass.Operands)
        {
            if (Single.Tiles(operand) > 1) EmitTiles(operand);
            else EmitRange(operand, 0, operand.Count);
        }
    }

    /// <summary>Where an operand's weights begin in a block; null for what follows the last.</summary>
    public static int WeightsOf(PassPlan plan, BlockGroup group, Operand? operand) =>
        plan.BiasLength(group) + plan.Pass.Operands.TakeWhile(o => o != operand).Sum(o => o.Count * plan.ColumnLength(group, o));

    // Sums are in registers from the first operand that feeds them to the last.
    private void EmitOperands(IReadOnlyList<Accumulator> part, IReadOnlyList<int> chains)
    {
        for (int i = 0; i < Pass.Operands.Count; i++)
        {
            Operand operand = Pass.Operands[i];
            IReadOnlyList<Accumulator> fed = FedBy(operand, part);
            EmitBegin(fed.Where(a => !Pass.Operands.Take(i).Any(a.Takes)).ToArray(), chains);
            EmitColumns(operand, fed, 0, null, operand.Count, chains);
            EmitStore(fed.Where(a => !Pass.Operands.Skip(i + 1).Any(a.Takes)).ToArray(), chains);
        }
    }

    // Columns of one operand, for all groups of streams before the next ones.
    private void EmitRange(Operand operand, int from, int count)
    {
        using (turn.Groups())
        {
            ForEachPart((part, chains) =>
            {
                EmitBegin(FedBy(operand, part), chains);
                EmitColumns(operand, part, from, null, count, chains);
                EmitStore(FedBy(operand, part), chains);
            });
        }
    }

    private void EmitStore(IReadOnlyList<Accumulator> sums, IReadOnlyList<int> chains)
    {
        foreach (int chain in chains) turn.ForEachSum(sums, name => writer.Line(turn.Sums.Store(turn.Vector, Chain(name, chain), Chain(name, chain))));
    }

    // From the bias, or from zero, or from where they were left.
    private void EmitBegin(IReadOnlyList<Accumulator> sums, IReadOnlyList<int> chains)
    {
        foreach (int chain in chains)
        {
            Accumulator[] first = sums.Where(s => begun.Add(Chain(s.Name, chain))).ToArray();
            EmitStart(first, chain);
            turn.ForEachSum(sums.Except(first).ToArray(), name => writer.Line($"var {Chain(name, chain)} = {turn.Sums.Load(turn.Vector, Chain(name, chain))};"));
        }
    }

    private void EmitStart(IReadOnlyList<Accumulator> sums, int chain)
    {
        if (sums.Count == 0) return;
        if (chain > 0 || !Pass.HasBias)
        {
            turn.ForEachSum(sums, name => writer.Line($"var {Chain(name, chain)} = {turn.Vector.Zero};"));
            return;
        }
        for (int chunk = 0; chunk < turn.Run.Count; chunk++)
        {
            foreach (Accumulator sum in sums)
            {
                int vector = chunk * Pass.Accumulators.Count + Pass.Accumulators.ToList().IndexOf(sum);
                writer.Line($"var {turn.Name(sum, 0, chunk)} = {turn.Vector.Load("bias", Literal.Of(vector * turn.Vector.Width))};");
                for (int stream = 1; stream < plan.Streams; stream++) writer.Line($"var {turn.Name(sum, stream, chunk)} = {turn.Name(sum, 0, chunk)};");
            }
        }
    }

    // Tile after tile, each for all groups of streams, so that a tile's weights are still near for the next group.
    private void EmitTiles(Operand operand)
    {
        IReadOnlyList<Accumulator> fed = Pass.FedBy(operand);
        int tile = Single.TileLength(operand), done = Single.Tiles(operand) * tile;
        writer.Line("// A long sum loses bits to rounding: it is added up tile by tile.");
        using (turn.Groups())
        {
            for (int chain = 0; chain < Single.Chains; chain++)
            {
                Accumulator[] first = fed.Where(s => begun.Add(Chain(s.Name, chain))).ToArray();
                EmitStart(first, chain);
                turn.ForEachSum(first, name => writer.Line(turn.Sums.Store(turn.Vector, Chain(name, chain), Chain(name, chain))));
            }
            turn.ForEachSum(fed, name => writer.Line(turn.Sums.StoreTotal(turn.Vector, name, turn.Vector.Zero)));
        }
        using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
        using (turn.Groups())
        {
            ForEachPart((part, chains) =>
            {
                EmitBegin(FedBy(operand, part), chains);
                EmitColumns(operand, part, 0, "tile", tile, chains);
                EmitTotal(FedBy(operand, part), chains);
            });
        }
        turn.ForEachSum(fed, turn.Sums.MoveToTotal);
        if (done < operand.Count) EmitRange(operand, done, operand.Count - done);
    }

    private void EmitTotal(IReadOnlyList<Accumulator> fed, IReadOnlyList<int> chains)
    {
        turn.ForEachSum(fed, name =>
        {
            string total = turn.Sums.LoadTotal(turn.Vector, name);
            foreach (int chain in chains) total = $"({total} + {Chain(name, chain)})";
            writer.Line(turn.Sums.StoreTotal(turn.Vector, name, total));
        });
        foreach (int chain in chains) turn.ForEachSum(fed, name => writer.Line(turn.Sums.Store(turn.Vector, Chain(name, chain), turn.Vector.Zero)));
    }

    // All sums and chains at once, or one part after the other.
    private void ForEachPart(Action<IReadOnlyList<Accumulator>, IReadOnlyList<int>> write)
    {
        int each = (Pass.Accumulators.Count + plan.Parts - 1) / plan.Parts;
        for (int first = 0; first < Pass.Accumulators.Count; first += each)
        {
            Accumulator[] part = Pass.Accumulators.Skip(first).Take(each).ToArray();
            using (plan.Parts > 1 ? writer.Block($"// Sums of {string.Join(", ", part.Select(a => a.Name))}.") : null) ForEachChains(chains => write(part, chains));
        }
    }

    // All chains at once, or one after the other.
    private void ForEachChains(Action<IReadOnlyList<int>> write)
    {
        int[] all = Enumerable.Range(0, Single.Chains).ToArray();
        if (plan.ChainsTogether == Single.Chains)
        {
            write(all);
            return;
        }
        foreach (int chain in all)
        {
            using (writer.Block($"// Columns {chain}, {chain + Single.Chains}, {chain + 2 * Single.Chains} ...")) write(new[] { chain });
        }
    }

    private IReadOnlyList<Accumulator> FedBy(Operand operand, IReadOnlyList<Accumulator> part) => Pass.FedBy(operand).Where(part.Contains).ToArray();

    // Columns from a constant and a variable on, of which a single chain takes every second or fourth.
    private void EmitColumns(Operand operand, IReadOnlyList<Accumulator> part, int from, string? variable, int count, IReadOnlyList<int> chains)
    {
        int step = Single.Chains / chains.Count;
        int columns = (count - chains[0] + step - 1) / step;
        if (columns <= 0) return;
        int length = Single.ColumnLength(turn.Block, operand);
        StreamPlace at = place(operand.Variable);
        string weights = "w" + operand.Letter;
        int first = from + (chains.Count == 1 ? chains[0] : 0);
        writer.Line($"// {operand.Comment}, {columns} column{(columns == 1 ? "" : "s")}.");
        writer.Line($"ref float {weights} = {turn.Weights(WeightsOf(Single, turn.Block, operand) + first * length, Pass.FedBy(operand).Count)};");
        if (variable is not null) writer.Line($"{weights} = ref Unsafe.Add(ref {weights}, {variable} * {Literal.Of(length)});");
        writer.Line($"ref float {operand.Letter} = ref Unsafe.Add(ref {at.First}, {VectorCode.At(variable, at.Offset + operand.Offset + first)});");

        int unroll = plan.ColumnUnroll;
        int whole = columns > unroll ? columns / unroll * unroll : 0;
        if (whole > 0)
        {
            using (writer.Block($"for (nuint column = 0; column < {whole}; column += {unroll})"))
            {
                for (int c = 0; c < unroll; c++) EmitColumn(operand, part, c, c * step, chains);
                writer.Line($"{operand.Letter} = ref Unsafe.Add(ref {operand.Letter}, {Literal.Of(unroll * step)});");
                writer.Line($"{weights} = ref Unsafe.Add(ref {weights}, {Literal.Of(unroll * step * length)});");
            }
        }
        for (int c = 0; c < columns - whole; c++) EmitColumn(operand, part, c, c * step, chains);
    }

    private void EmitColumn(Operand operand, IReadOnlyList<Accumulator> part, int number, int column, IReadOnlyList<int> chains)
    {
        int chain = chains.Count == 1 ? chains[0] : number % chains.Count;
        StreamPlace values = place(operand.Variable);
        int weight = column * Single.ColumnLength(turn.Block, operand);
        string Value(int stream) => $"{operand.Letter}{number}Of{stream}";
        using (writer.Block($"// Column {number} of the turn."))
        {
            for (int s = 0; s < plan.Streams; s++)
                writer.Line($"var {Value(s)} = {turn.Vector.Create(VectorCode.Value(operand.Letter, Literal.Of(s * values.Stride + column)))};");
            for (int chunk = 0; chunk < turn.Run.Count; chunk++)
            {
                foreach (Accumulator sum in Pass.FedBy(operand))
                {
                    int at = weight;
                    weight += turn.Vector.Width;
                    if (!part.Contains(sum)) continue;
                    string weights = $"of{sum.Name}{chunk}";
                    writer.Line($"var {weights} = {turn.Vector.Load("w" + operand.Letter, Literal.Of(at))};");
                    for (int s = 0; s < plan.Streams; s++)
                    {
                        string name = Chain(turn.Name(sum, s, chunk), chain);
                        writer.Line($"{name} = {VectorCode.MultiplyAdd(Value(s), weights, name)};");
                    }
                }
            }
        }
    }
}
