using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Planning.Device;

namespace EmbeddedRnn.Tool.Budgeting;

/// <summary>What budget says about a network on a board; its JSON has these names.</summary>
internal sealed record BudgetReport(
    string Model,
    BudgetBoard Board,
    bool Fits,
    int IlBudget,
    int IlBytes,
    int StaticBytes,
    long FlashBytes,
    BudgetMemory Memory,
    long MacsPerStep,
    long LeastMacsPerStep,
    double FromMicroseconds,
    double ToMicroseconds,
    IReadOnlyList<BudgetPart> Limits,
    IReadOnlyList<BudgetStage> Layers,
    IReadOnlyList<BudgetFault> Problems,
    IReadOnlyList<string> Advice)
{
    public static BudgetReport Of(Model model, WeightFormat weights, Func<Model, int, DevicePlanReport> plan, int ilBudget, Board board, int longestSequence)
    {
        DevicePlanReport report = plan(model, ilBudget);
        BudgetFault[] problems = [.. DeviceBudget.OfClass(report).Concat(DeviceBudget.OfBoard([report], board, longestSequence)).Select(p => new BudgetFault(p.Id, p.Message))];
        (double from, double to) = board.Microseconds(report.Least.Nanoseconds, report.Dense.Nanoseconds);
        return new BudgetReport(
            model.Name, new BudgetBoard(board.Name, board.FlashBytes, board.RamBytes, board.Note), problems.Length == 0, ilBudget, report.IlBytes, report.StaticBytes,
            DeviceBudget.Flash(report),
            new BudgetMemory(
                report.SharedHeapBytes, report.LoadingHeapBytes, report.InstanceHeapBytes, (long)report.SequenceHeapBytes * longestSequence, report.StackBytes, DeviceBudget.Ram(report, longestSequence)),
            report.Macs, report.LeastMacs, from, to,
            [.. DeviceBudget.Lines(report, board, longestSequence).Select(line => new BudgetPart(line.Resource, line.Used, line.Limit, line.IsOver))],
            [.. report.Stages.Select(stage => new BudgetStage(stage.Layer, stage.Shape, stage.IlBytes, stage.StaticBytes, stage.Macs))],
            problems, problems.Length == 0 ? [] : BudgetAdvice.For(model, weights, plan, ilBudget, board, longestSequence));
    }
}

/// <summary>A board.</summary>
internal sealed record BudgetBoard(string Name, int FlashBytes, int RamBytes, string Note);

/// <summary>
/// Bytes of memory: arrays that all instances share, what is there beside them while they are made, then the arrays of an instance, those
/// of a whole sequence, and the stack.
/// </summary>
internal sealed record BudgetMemory(int Shared, int Loading, int Instance, long Sequence, int Stack, long Total);

/// <summary>What is used of something limited.</summary>
internal sealed record BudgetPart(string Name, long Used, long Limit, bool IsOver);

/// <summary>A layer's share.</summary>
internal sealed record BudgetStage(string Layer, string Shape, int IlBytes, int StaticBytes, long MacsPerStep);

/// <summary>What does not fit.</summary>
internal sealed record BudgetFault(string Id, string Message);
