using System;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Quantised;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>The members that every device class has: sizes, state, lengths that are checked.</summary>
internal static class DeviceMembers
{
    public static void EmitConstants(CodeWriter writer, DevicePlan plan)
    {
        Model model = plan.Model;
        Constant(writer, "InputSize", model.InputSize, "Number of values that go in at each step.");
        Constant(writer, "OutputSize", model.OutputSize, "Number of values that come out at each step.");
        Constant(writer, "StateSize", model.StateSize, "Number of values that are kept from one step to the next.");
        Constant(writer, "ParameterCount", model.ParameterCount, "Number of weights.");
        Constant(writer, "MacsPerStep", model.MacsPerStep, "Multiply-accumulates of one step.");
    }

    public static void EmitCounters(CodeWriter writer, DevicePlan plan)
    {
        if (!plan.Options.CountMacs) return;
        writer.Summary("Multiply-accumulates that were done; set it to 0 to start anew.");
        writer.Line("public long MacsDone;");
        writer.Line();
        writer.Summary("Multiply-accumulates that were skipped behind a gate; set it to 0 to start anew.");
        writer.Line("public long MacsSkipped;");
        writer.Line();
    }

    public static void EmitState(CodeWriter writer, DevicePlan plan)
    {
        StatePiece[] pieces = plan.Stages.SelectMany(stage => stage.State).ToArray();
        writer.Summary("Back to the model's initial state.");
        using (writer.Block("public void Reset()"))
        {
            foreach (StatePiece piece in pieces)
                writer.Line(piece.Initial is null ? $"Array.Clear({piece.Array}, {piece.At}, {piece.Length});" : $"Array.Copy({piece.Initial}, 0, {piece.Array}, {piece.At}, {piece.Length});");
        }
        writer.Line();
        writer.Summary("Copies the state out: layer after layer, in a cell the hidden state, then the cell state.");
        writer.Line("/// <param name=\"destination\">StateSize values.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is written.</exception>");
        using (writer.Block("public void CopyStateTo(float[] destination)"))
        {
            writer.Line("Require(destination.Length, StateSize, \"the destination\");");
            EmitPieces(writer, pieces, (piece, at) => piece.Places is { } places
                ? $"destination[{Place(at)}] = {piece.Array}[i] * {Literal.Of((float)Fixed.Unit(places))};"
                : $"Array.Copy({piece.Array}, {piece.At}, destination, {at}, {piece.Length});");
        }
        writer.Line();
        writer.Summary("Sets the state, as CopyStateTo gives it.");
        writer.Line("/// <param name=\"state\">StateSize values.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is changed.</exception>");
        using (writer.Block("public void SetState(float[] state)"))
        {
            writer.Line("Require(state.Length, StateSize, \"the state\");");
            EmitPieces(writer, pieces, (piece, at) => piece.Places is { } places
                ? $"{piece.Array}[i] = Fixed(state[{Place(at)}], {Literal.Of((float)(1 / Fixed.Unit(places)))}, {piece.Limit});"
                : $"Array.Copy(state, {at}, {piece.Array}, {piece.At}, {piece.Length});");
        }
    }

    public static void EmitRequire(CodeWriter writer)
    {
        using (writer.Block("private static void Require(int given, int expected, string what)"))
        {
            writer.Line("if (given == expected) return;");
            writer.Line("throw new ArgumentException(what + \" must hold \" + expected.ToString() + \" values, but \" + given.ToString() + \" were given.\");");
        }
    }

    // A piece of whole numbers value by value, one of real numbers at once; from where it starts in the whole state.
    private static void EmitPieces(CodeWriter writer, StatePiece[] pieces, Func<StatePiece, int, string> statement)
    {
        int at = 0;
        foreach (StatePiece piece in pieces)
        {
            writer.Line($"{(piece.Places is null ? "" : $"for (int i = 0; i < {piece.Length}; i++) ")}{statement(piece, at)}");
            at += piece.Length;
        }
    }

    private static string Place(int at) => at == 0 ? "i" : $"{at} + i";

    private static void Constant(CodeWriter writer, string name, long value, string summary)
    {
        writer.Summary(summary);
        writer.Line($"public const int {name} = {Literal.Of(value)};");
        writer.Line();
    }
}
