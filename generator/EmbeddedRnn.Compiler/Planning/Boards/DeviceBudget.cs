using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>
/// Planned classes against what .NET nanoFramework and a board can hold. Reports go in, problems come out: the planning of one class
/// never looks at another, only this does.
/// </summary>
public static class DeviceBudget
{
    // A name of 65 bytes, and the record of a field.
    private const int BytesOfAnArray = 75;

    private const string Smaller = "use fewer units, or int8 weights";

    /// <summary>What is wrong with one class by itself.</summary>
    public static IReadOnlyList<BudgetProblem> OfClass(DevicePlanReport report)
    {
        var problems = new List<BudgetProblem>();
        void Add(string id, string message) => problems.Add(new BudgetProblem(id, report.ClassName, message));
        if (report.IlBytes > DeviceLimits.IlBytes)
            Add(ProblemIds.DeviceCodeTooLarge, $"'{report.ClassName}' takes {Number(report.IlBytes)} bytes of IL, {Over(report.IlBytes, DeviceLimits.IlBytes)} that an assembly for .NET nanoFramework can have: lower its IL budget, which rolls its code into loops, or {Smaller}");
        else if (report.IsOverBudget)
            Add(ProblemIds.DeviceBudgetExceeded, $"'{report.ClassName}' takes {Number(report.IlBytes)} bytes of IL even in its smallest form, {Over(report.IlBytes, report.IlBudget)} of its budget: raise the budget, or use fewer layers");
        if (report.StaticBytes > DeviceLimits.StaticBytes)
            Add(ProblemIds.DeviceDataTooLarge, $"The weights of '{report.ClassName}' take {Number(report.StaticBytes)} bytes of static data, {Over(report.StaticBytes, DeviceLimits.StaticBytes)} that a class for .NET nanoFramework can have: {Smaller}, or a larger IL budget, under which more weights stand in the code");
        if (report.StaticArrays > DeviceLimits.StaticArrays)
            Add(ProblemIds.DeviceDataTooLarge, $"The weights of '{report.ClassName}' are {Number(report.StaticArrays)} arrays of constants, {Over(report.StaticArrays, DeviceLimits.StaticArrays)} that an assembly for .NET nanoFramework can have: use fewer layers, or a larger IL budget, under which more weights stand in the code");
        foreach (DeviceMethodReport method in report.Methods)
        {
            if (method.LongestBranch > DeviceLimits.Branch) Add(ProblemIds.DeviceMethodTooLarge, Method(report, method, "a branch over", method.LongestBranch, "bytes", DeviceLimits.Branch));
            if (method.Locals > DeviceLimits.Locals) Add(ProblemIds.DeviceMethodTooLarge, Method(report, method, "", method.Locals, "locals", DeviceLimits.Locals));
            if (method.Stack > DeviceLimits.Locals) Add(ProblemIds.DeviceMethodTooLarge, Method(report, method, "", method.Stack, "values on the evaluation stack", DeviceLimits.Locals));
        }
        return problems;
    }

    /// <summary>What is wrong with all device classes of a compilation together, which are one assembly on the board.</summary>
    public static IReadOnlyList<BudgetProblem> OfCompilation(IReadOnlyList<DevicePlanReport> reports)
    {
        var problems = new List<BudgetProblem>();
        if (reports.Count < 2) return problems;
        long code = reports.Sum(report => (long)report.IlBytes);
        long data = reports.Sum(report => (long)report.StaticBytes);
        long arrays = reports.Sum(report => (long)report.StaticArrays);
        if (code > DeviceLimits.IlBytes)
            problems.Add(new(ProblemIds.DeviceCompilationCode, "", $"The device classes of this project take {Number(code)} bytes of IL together, {Over(code, DeviceLimits.IlBytes)} that an assembly for .NET nanoFramework can have ({Shares(reports, r => r.IlBytes)}): lower the IL budget of some of them, or move some to another project"));
        if (data > DeviceLimits.StaticBytes)
            problems.Add(new(ProblemIds.DeviceCompilationData, "", $"The weights of the device classes of this project take {Number(data)} bytes of static data together, {Over(data, DeviceLimits.StaticBytes)} that an assembly for .NET nanoFramework can have ({Shares(reports, r => r.StaticBytes)}): {Smaller}, or move some of the classes to another project"));
        if (arrays > DeviceLimits.StaticArrays)
            problems.Add(new(ProblemIds.DeviceCompilationData, "", $"The weights of the device classes of this project are {Number(arrays)} arrays of constants together, {Over(arrays, DeviceLimits.StaticArrays)} that an assembly for .NET nanoFramework can have ({Shares(reports, r => r.StaticArrays)}): raise the IL budget of some of them, under which more weights stand in the code, or move some to another project"));
        return problems;
    }

    /// <summary>What a board has too little of for some classes.</summary>
    /// <param name="reports">The classes, one instance of each.</param>
    /// <param name="board">The board.</param>
    /// <param name="longestSequence">Steps of the longest sequence, for networks that need whole ones.</param>
    public static IReadOnlyList<BudgetProblem> OfBoard(IReadOnlyList<DevicePlanReport> reports, Board board, int longestSequence)
    {
        var problems = new List<BudgetProblem>();
        string subject = reports.Count == 1 ? $"'{reports[0].ClassName}' takes" : "The device classes of this project take";
        long flash = reports.Sum(Flash);
        long ram = reports.Sum(report => Ram(report, longestSequence));
        if (flash > board.FlashBytes)
            problems.Add(new(ProblemIds.BoardFlash, "", $"{subject} {Number(flash)} bytes of flash, {Over(flash, board.FlashBytes)} that {board.Name} has: {Smaller}, or another board"));
        if (ram > board.RamBytes)
            problems.Add(new(ProblemIds.BoardMemory, "", $"{subject} {Number(ram)} bytes of memory, {Over(ram, board.RamBytes)} that {board.Name} has: {Smaller}, or a larger IL budget, since weights in the code are not copied to memory"));
        return problems;
    }

    /// <summary>Everything that is limited and what a class takes of it.</summary>
    /// <param name="report">The class.</param>
    /// <param name="board">The board.</param>
    /// <param name="longestSequence">Steps of the longest sequence, for a network that needs whole ones.</param>
    public static IReadOnlyList<BudgetLine> Lines(DevicePlanReport report, Board board, int longestSequence) => new BudgetLine[]
    {
        new("IL, of its budget", report.IlBytes, report.IlBudget),
        new("IL, of an assembly", report.IlBytes, DeviceLimits.IlBytes),
        new("static data, of an assembly", report.StaticBytes, DeviceLimits.StaticBytes),
        new("flash", Flash(report), board.FlashBytes),
        new("memory", Ram(report, longestSequence), board.RamBytes),
    };

    /// <summary>Bytes of flash: its IL, its static data and what each array of that has besides.</summary>
    public static long Flash(DevicePlanReport report) => (long)report.IlBytes + report.StaticBytes + BytesOfAnArray * report.StaticArrays;

    /// <summary>
    /// Bytes of memory of one instance: the heap copies of static arrays, then either what is there for a moment while they are made,
    /// or its own arrays, locals and stacks.
    /// </summary>
    public static long Ram(DevicePlanReport report, int longestSequence) =>
        report.SharedHeapBytes + System.Math.Max(report.LoadingHeapBytes, report.InstanceHeapBytes + (long)report.SequenceHeapBytes * longestSequence + report.StackBytes);

    private static string Method(DevicePlanReport report, DeviceMethodReport method, string verb, int found, string what, int limit) =>
        $"The method {method.Name} of '{report.ClassName}' has {(verb.Length > 0 ? verb + " " : "")}{Number(found)} {what}, {Over(found, limit)} that .NET nanoFramework can have: lower the IL budget, which rolls its code into loops, or use fewer units";

    private static string Over(long found, long limit) => $"{Number(found - limit)} more than the {Number(limit)}";

    private static string Shares(IReadOnlyList<DevicePlanReport> reports, System.Func<DevicePlanReport, int> of) =>
        string.Join(", ", reports.OrderByDescending(of).Select(report => $"{report.ClassName} {Number(of(report))}"));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
