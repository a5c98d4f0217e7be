using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// Writes the part of a GRU's step that follows its update gate, for the units that do not just keep their state: their reset
/// gates and W x row by row, then, where the reset gate is open, U h.
/// </summary>
internal sealed class LiveRowsEmitter
{
    // Sums of one row that are at work at once, and vectors of a row that are written out.
    private const int Chains = 4;
    private const int LargestWrittenOut = 32;

    private readonly CodeWriter writer;
    private readonly LiveRowsPlan plan;
    private readonly VectorCode vector;
    private readonly CellFunctions functions;

    public LiveRowsEmitter(CodeWriter writer, LiveRowsPlan plan)
    {
        this.writer = writer;
        this.plan = plan;
        vector = new VectorCode(plan.Width.Values);
        functions = new CellFunctions(plan.Layer);
    }

    /// <summary>The ref parameters of the method, weights first.</summary>
    public static IReadOnlyList<string> Parameters { get; } = new[] { "weights", "input", "hidden", "keep", "rowValues", "reset", "fromInput", "fromHidden" };

    private int Units => plan.Layer.HiddenSize;

    private bool ResetCanClose => plan.Layer.ResetFunction.CanClose;

    /// <summary>Writes the method. It returns false, and has done nothing, where too many units are live.</summary>
    public void Emit(string method)
    {
        writer.Summary($"Reset gate and candidate, {plan.Width.Prose}, of the units that do not just keep their state, row by row; false where these are more than {plan.MostLive} of {Units}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static bool {method}({string.Join(", ", Parameters.Select(p => "ref float " + p))})"))
        {
            writer.Line($"if (RnnLanes.CountUnlike(ref keep, {Units}, 1f) > {plan.MostLive}) return false;");
            writer.Line($"RnnCopy.CopyRow(ref input, ref rowValues, {plan.Layer.InputSize});");
            writer.Line($"RnnCopy.CopyRow(ref hidden, ref Unsafe.Add(ref rowValues, {plan.InputLength}), {Units});");
            writer.Line($"ref float rows = ref Unsafe.Add(ref weights, {plan.BiasLength});");
            EmitRows("// r and W x of live units.", "RnnLanes.Unlike(ref Unsafe.Add(ref keep, first), {0}, 1f)", ResetCanClose ? EmitResetAndInput : EmitAll);
            if (ResetCanClose)
            {
                EmitUnits("// The reset gate.", () => writer.Line(vector.Store(ResetGate(), "reset", "unit")));
                EmitRows("// U h of live units whose reset gate is open.", "RnnLanes.Unlike(ref Unsafe.Add(ref keep, first), {0}, 1f) & RnnLanes.Unlike(ref Unsafe.Add(ref reset, first), {0}, 0f)", EmitHidden);
            }
            EmitUnits($"// {functions.GruEquation}", EmitNewState);
            writer.Line("return true;");
        }
    }

    /// <summary>Writes the packing.</summary>
    public void EmitPack()
    {
        (string input, string recurrent) = (plan.Layer.InputBias is null ? "default" : "inputBias", plan.Layer.RecurrentBias is null ? "default" : "recurrentBias");
        if (plan.HasBias)
        {
            writer.Line($"stream.UnitBiases({input}, {recurrent}, 1);");
            writer.Line($"stream.UnitBiases({input}, default, 2);");
            writer.Line($"stream.UnitBiases({recurrent}, default, 2);");
        }
        using (writer.Block("for (int unit = 0; unit < HiddenSize; unit++)".Replace("HiddenSize", Literal.Of(Units))))
        {
            foreach (int gate in new[] { 1, 2 })
            {
                writer.Line($"stream.Row(inputWeights, {plan.Layer.InputSize}, {gate}, unit);");
                writer.Line($"stream.Row(recurrentWeights, {Units}, {gate}, unit);");
            }
        }
    }

    // 64 units at a time, whose bits fit into a word.
    private void EmitRows(string comment, string live, Action row)
    {
        writer.Line(comment);
        int whole = Units / 64 * 64;
        if (whole > 0)
        {
            using (writer.Block($"for (nint first = 0; first < {whole}; first += 64)")) EmitWord(string.Format(live, 64), row);
        }
        if (Units > whole)
        {
            using (writer.Block(""))
            {
                writer.Line($"const nint first = {whole};");
                EmitWord(string.Format(live, Units - whole), row);
            }
        }
    }

    private void EmitWord(string live, Action row)
    {
        using (writer.Block($"for (ulong live = {live}; live != 0; live &= live - 1)"))
        {
            writer.Line("nint unit = first + System.Numerics.BitOperations.TrailingZeroCount(live);");
            writer.Line($"ref float row = ref Unsafe.Add(ref rows, unit * {plan.RowLength});");
            row();
        }
    }

    private void EmitResetAndInput()
    {
        EmitSums("r", 0, plan.InputLength + plan.HiddenLength, 0);
        EmitSums("q", plan.InputLength + plan.HiddenLength, plan.InputLength, 0);
        writer.Line("Unsafe.Add(ref reset, unit) = RnnLanes.Sum(r0);");
        writer.Line("Unsafe.Add(ref fromInput, unit) = RnnLanes.Sum(q0);");
    }

    private void EmitHidden()
    {
        EmitSums("n", 2 * plan.InputLength + plan.HiddenLength, plan.HiddenLength, plan.InputLength);
        writer.Line("Unsafe.Add(ref fromHidden, unit) = RnnLanes.Sum(n0);");
    }

    private void EmitAll()
    {
        EmitResetAndInput();
        EmitHidden();
    }

    // One row's part times values, in several sums, joined in the first.
    private void EmitSums(string name, int from, int count, int values)
    {
        int width = plan.Width.Values, vectors = count / width, chains = Math.Min(Chains, vectors);
        for (int chain = 0; chain < chains; chain++) writer.Line($"var {name}{chain} = {vector.Zero};");
        int looped = vectors > LargestWrittenOut ? vectors / Chains * Chains : 0;
        if (looped > 0)
        {
            using (writer.Block($"for (nuint column = 0; column < {looped * width}; column += {Chains * width})"))
            {
                for (int chain = 0; chain < Chains; chain++) Add(chain, "column", chain * width);
            }
        }
        for (int v = looped; v < vectors; v++) Add(v % chains, null, v * width);
        for (int apart = 2; apart >= 1; apart /= 2)
        {
            for (int chain = 0; chain < apart && chain + apart < chains; chain++) writer.Line($"{name}{chain} += {name}{chain + apart};");
        }

        void Add(int chain, string? variable, int at)
        {
            string weight = vector.Load("row", VectorCode.At(variable, from + at)), value = vector.Load("rowValues", VectorCode.At(variable, values + at));
            writer.Line($"{name}{chain} = {VectorCode.MultiplyAdd(value, weight, name + chain)};");
        }
    }

    private void EmitUnits(string comment, Action write)
    {
        writer.Line(comment);
        using (writer.Block($"for (nuint unit = 0; unit < {Units}; unit += {plan.Width.Values})")) write();
    }

    private string Biased(string region, int bias)
    {
        string sum = vector.Load(region, "unit");
        return plan.HasBias ? $"({sum} + {vector.Load("weights", VectorCode.At("unit", bias * plan.HiddenLength))})" : sum;
    }

    private string ResetGate() => functions.Gate(vector, "reset", Biased("reset", 0));

    private void EmitNewState()
    {
        writer.Line($"var r = {(ResetCanClose ? vector.Load("reset", "unit") : ResetGate())};");
        writer.Line($"var n = {Biased("fromHidden", 2)};");
        writer.Line($"n = {functions.Candidate(vector, VectorCode.MultiplyAdd("r", functions.Behind("reset", "r", "n"), Biased("fromInput", 1)))};");
        writer.Line($"var z = {vector.Load("keep", "unit")};");
        writer.Line(vector.Store(functions.Blend(vector, "z", "n", vector.Load("hidden", "unit")), "hidden", "unit"));
    }
}
