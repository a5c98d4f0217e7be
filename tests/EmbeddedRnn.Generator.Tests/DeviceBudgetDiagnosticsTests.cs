using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Diagnostics;
using EmbeddedRnn.Generator.Values;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>What planned device classes exceed: each problem on both sides of its limit, and its words.</summary>
public class DeviceBudgetDiagnosticsTests
{
    private static readonly DevicePlanReport Fitting = new() { ClassName = "Gesture", IlBudget = 32_768, IlBytes = 30_000, StaticBytes = 30_000 };

    private static readonly Board Small = new("Small", 60_000, 40_000, 100, true);

    [Fact]
    public void Nothing_is_wrong_with_classes_that_fit()
    {
        Assert.Empty(DeviceBudget.OfClass(Fitting));
        Assert.Empty(DeviceBudget.OfCompilation([Fitting, Fitting]));
        Assert.Empty(DeviceBudget.OfBoard([Fitting], Small, 1));
    }

    [Theory]
    [InlineData(32_768, null)]
    [InlineData(32_769, "ERNN020")]
    public void Budget_of_a_class(int ilBytes, string? id) => Expect(id, DeviceBudget.OfClass(Fitting with { IlBytes = ilBytes }));

    [Theory]
    [InlineData(65_535, null)]
    [InlineData(65_536, "ERNN021")]
    public void IL_of_a_class(int ilBytes, string? id) => Expect(id, DeviceBudget.OfClass(Fitting with { IlBudget = 65_535, IlBytes = ilBytes }));

    [Theory]
    [InlineData(64_000, null)]
    [InlineData(64_001, "ERNN022")]
    public void Static_data_of_a_class(int staticBytes, string? id) => Expect(id, DeviceBudget.OfClass(Fitting with { StaticBytes = staticBytes }));

    [Theory]
    [InlineData(255, null)]
    [InlineData(256, "ERNN022")]
    public void Arrays_of_a_class(int arrays, string? id) => Expect(id, DeviceBudget.OfClass(Fitting with { StaticArrays = arrays }));

    [Theory]
    [InlineData(32_767, 255, 255, null)]
    [InlineData(32_768, 255, 255, "ERNN023")]
    [InlineData(32_767, 256, 255, "ERNN023")]
    [InlineData(32_767, 255, 256, "ERNN023")]
    public void Methods_of_a_class(int branch, int locals, int stack, string? id) =>
        Expect(id, DeviceBudget.OfClass(Fitting with { Methods = [new DeviceMethodReport("Gru1", 1000, branch, locals, stack)] }));

    [Theory]
    [InlineData(32_768, 32_767, null)]
    [InlineData(32_768, 32_768, "ERNN024")]
    public void IL_of_a_compilation(int first, int second, string? id) =>
        Expect(id, DeviceBudget.OfCompilation([Fitting with { IlBytes = first, StaticBytes = 0 }, Fitting with { ClassName = "Beat", IlBytes = second, StaticBytes = 0 }]));

    [Theory]
    [InlineData(32_000, 32_000, null)]
    [InlineData(32_000, 32_001, "ERNN025")]
    public void Static_data_of_a_compilation(int first, int second, string? id) =>
        Expect(id, DeviceBudget.OfCompilation([Fitting with { StaticBytes = first }, Fitting with { ClassName = "Beat", StaticBytes = second }]));

    [Theory]
    [InlineData(155, null)]
    [InlineData(156, "ERNN025")]
    public void Arrays_of_a_compilation(int second, string? id) =>
        Expect(id, DeviceBudget.OfCompilation([Fitting with { StaticArrays = 100 }, Fitting with { ClassName = "Beat", StaticArrays = second }]));

    [Theory]
    [InlineData(30_000, 0, null)]
    [InlineData(30_001, 0, "ERNN026")]
    [InlineData(29_925, 1, null)]
    [InlineData(29_925, 2, "ERNN026")]
    public void Flash_of_a_board(int staticBytes, int arrays, string? id) =>
        Expect(id, DeviceBudget.OfBoard([Fitting with { StaticBytes = staticBytes, StaticArrays = arrays }], Small, 1));

    [Theory]
    [InlineData(39_000, 400, 10, 48, null)]
    [InlineData(39_000, 400, 10, 61, "ERNN027")]
    [InlineData(39_000, 401, 10, 60, "ERNN027")]
    [InlineData(39_001, 400, 10, 60, "ERNN027")]
    [InlineData(39_000, 400, 11, 60, "ERNN027")]
    public void Memory_of_a_board(int shared, int instance, int sequence, int steps, string? id)
    {
        var report = Fitting with { SharedHeapBytes = shared, InstanceHeapBytes = instance, SequenceHeapBytes = sequence };
        Expect(id, DeviceBudget.OfBoard([report], Small, steps));
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "ERNN027")]
    public void Memory_while_a_program_is_loaded(int loading, string? id) =>
        Expect(id, DeviceBudget.OfBoard([Fitting with { SharedHeapBytes = 39_000, LoadingHeapBytes = loading, InstanceHeapBytes = 900 }], Small, 1));

    [Fact]
    public void Words()
    {
        Assert.Equal(
            "'Gesture' takes 32,800 bytes of IL even in its smallest form, 32 more than the 32,768 of its budget: raise the budget, or use fewer layers",
            Assert.Single(DeviceBudget.OfClass(Fitting with { IlBytes = 32_800 })).Message);
        Assert.Equal(
            "The device classes of this project take 70,000 bytes of IL together, 4,465 more than the 65,535 that an assembly for .NET nanoFramework can have (Beat 40,000, Gesture 30,000): lower the IL budget of some of them, or move some to another project",
            Assert.Single(DeviceBudget.OfCompilation([Fitting, Fitting with { ClassName = "Beat", IlBytes = 40_000 }])).Message);
    }

    [Fact]
    public void Boards_are_found_in_any_case()
    {
        Assert.Equal("RP2040", BoardList.Find("rp2040")!.Name);
        Assert.Null(BoardList.Find("RP9"));
        Assert.Equal(["ESP32", "ESP32-2MB", "ESP32-S3", "RP2040", "RP2350", "STM32F769", "STM32F429", "F091RC"], BoardList.All.Select(board => board.Name));
        Assert.Equal(["ESP32-2MB", "F091RC"], BoardList.All.Where(board => board.IlBudget == 8192).Select(board => board.Name));
    }

    [Fact]
    public void Times_follow_the_clock_and_floats_in_software()
    {
        (double from, double to) = new Board("", 1, 1, 240, true).Microseconds(1000, 2000);
        Assert.Equal((70, 280), (from, to));
        (double slowFrom, double slowTo) = new Board("", 1, 1, 120, false).Microseconds(1000, 2000);
        Assert.Equal((140, 1120), (slowFrom, slowTo));
    }

    // A problem has its descriptor, which shows its words as they are.
    private static void Expect(string? id, IReadOnlyList<BudgetProblem> problems)
    {
        if (id is null)
        {
            Assert.Empty(problems);
            return;
        }
        BudgetProblem problem = Assert.Single(problems);
        Assert.Equal(id, problem.Id);
        SpecProblem spec = problem.ToSpecProblem();
        var place = new LocationInfo("C.cs", default, default);
        Diagnostic diagnostic = Descriptors.ToDiagnostic(new DiagnosticInfo(spec.Id, place, spec.MessageArguments, null));
        Assert.Equal((id, problem.Message, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.GetMessage(), diagnostic.Severity));
    }
}
