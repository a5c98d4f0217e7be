using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>budget: what device code takes on a board.</summary>
public sealed class BudgetCommandTests : IDisposable
{
    private static readonly Model Large = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 10, 60, 1).WithName("large");

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_network_fits()
    {
        string output = ToolRun.Of("budget", folder.Model("gesture.rnn.txt", Networks.Gru), "--board", "rp2040").Succeeded().Output;
        Assert.StartsWith("gesture on RP2040: fits\n", output);
        Assert.All(["1,032,192", "262,144", "MACs (multiply-accumulates) a step: 120", "GRU (reset after), 3 inputs, 5 units"], part => Assert.Contains(part, output));
        Assert.DoesNotContain("over:", output);
        Assert.DoesNotContain("would help:", output);
    }

    [Fact]
    public void What_is_over_is_said_with_what_would_help()
    {
        ToolRun run = ToolRun.Of("budget", folder.Model("large.rnn.txt", Large), "--flash", "24K", "--ram", "16K", "--il-budget", "4096");
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.StartsWith("large on your board: does not fit\n", run.Output);
        Assert.Contains(" more than the 24,576 that your board has", run.Output);
        Assert.Contains(" more than the 16,384 that your board has", run.Output);
        Assert.Contains("#>", run.Output);
        Assert.Contains("would help: int8 weights", run.Output);
    }

    [Fact]
    public void The_units_that_would_help_are_the_most_that_fit()
    {
        string[] board = ["--flash", "24K", "--ram", "16K", "--il-budget", "4096"];
        string advice = ToolRun.Of(["budget", folder.Model("large.rnn.txt", Large), .. board]).Output;
        int units = int.Parse(Regex.Match(advice, "fewer units: ([0-9]+) instead of 60").Groups[1].Value);
        int Code(int size) => ToolRun.Of(["budget", folder.Model($"m{size}.rnn.txt", RandomModels.Create(CellOptions.Gru(ResetPosition.After), 10, size, 1)), .. board]).Code;
        Assert.Equal((0, 1), (Code(units), Code(units + 1)));
    }

    [Fact]
    public void The_budget_that_would_help_does()
    {
        string model = folder.Model("m.rnn.txt", RandomModels.Create(CellOptions.Gru(ResetPosition.After), 8, 16, 1));
        // The weights in memory are too much, in the code they are not.
        string[] board = ["--flash", "64K", "--ram", "4K"];
        string advice = ToolRun.Of(["budget", model, .. board, "--il-budget", "3072"]).Output;
        string budget = Regex.Match(advice, "--il-budget ([0-9]+) fits").Groups[1].Value;
        ToolRun.Of(["budget", model, .. board, "--il-budget", budget]).Succeeded();
    }

    [Fact]
    public void Json_has_the_same()
    {
        ToolRun run = ToolRun.Of("budget", folder.Model("large.rnn.txt", Large), "--board", "F091RC", "--ram", "16K", "--json");
        Assert.Equal((1, ""), (run.Code, run.Error));
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.False(report.GetProperty("fits").GetBoolean());
        Assert.Equal((8192, Large.MacsPerStep), (report.GetProperty("ilBudget").GetInt32(), report.GetProperty("macsPerStep").GetInt64()));
        Assert.Equal("ERNN027", Assert.Single(report.GetProperty("problems").EnumerateArray()).GetProperty("id").GetString());
        JsonElement memory = report.GetProperty("memory");
        long Memory(params string[] parts) => parts.Sum(part => memory.GetProperty(part).GetInt64());
        Assert.Equal(Memory("total"), Memory("shared") + Math.Max(Memory("loading"), Memory("instance", "sequence", "stack")));
        Assert.Equal(5, report.GetProperty("limits").GetArrayLength());
        Assert.True(report.GetProperty("fromMicroseconds").GetDouble() > 0);
    }

    [Fact]
    public void Whole_sequences_take_memory_for_each_step()
    {
        CellLayer Cell(int seed) => (CellLayer)RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, seed).Layers[0];
        string model = folder.Model("both.rnn.txt", new Model("both", new BidirectionalLayer(Cell(1), Cell(2))));
        long Sequence(string steps) => JsonDocument.Parse(ToolRun.Of("budget", model, "--board", "ESP32", "--steps", steps, "--json").Succeeded().Output)
            .RootElement.GetProperty("memory").GetProperty("sequence").GetInt64();
        Assert.Equal(40, Sequence("1"));
        Assert.Equal(4000, Sequence("100"));
    }

    [Fact]
    public void Integer_weights_are_planned_as_emit_writes_them()
    {
        Model ranged = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.After), 10, 40, 1).WithName("ranged");
        string[] budget = ["budget", folder.Model("ranged.rnn.txt", ranged), "--flash", "16K", "--ram", "6K", "--il-budget", "4096"];
        int Static(string weights)
        {
            JsonElement report = JsonDocument.Parse(ToolRun.Of([.. budget, "--weights", weights, "--json"]).Output).RootElement;
            Assert.Equal(
                DeviceCompiler.Plan(ClassTarget.Parse("C"), ranged, new DeviceOptions { IlBudget = 4096, Weights = Enum.Parse<WeightFormat>(weights, ignoreCase: true) }).StaticBytes,
                report.GetProperty("staticBytes").GetInt32());
            return report.GetProperty("staticBytes").GetInt32();
        }

        (int single, int int16, int int8) = (Static("float32"), Static("int16"), Static("int8"));
        Assert.True(int16 < 0.7 * single && int8 < 0.4 * single);
        Assert.Contains("would help: int8 weights", ToolRun.Of([.. budget, "--weights", "int16"]).Output);
        string smallest = ToolRun.Of([.. budget, "--weights", "int8"]).Output;
        Assert.DoesNotContain("would help: int8 weights", smallest);
        Assert.Contains("would help: fewer units", smallest);
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        ToolRun.Of("budget", model).Refused("--board: name a board, or state both --flash and --ram.");
        ToolRun.Of("budget", model, "--flash", "64K").Refused("name a board");
        ToolRun.Of("budget", model, "--board", "ESP64").Refused("--board: 'ESP64' is not known; it must be one of ESP32");
        ToolRun.Of("budget", model, "--board", "ESP32", "--ram", "lots").Refused("--ram: 'lots' must be a whole number of bytes");
        ToolRun.Of("budget", model, "--board", "ESP32", "--ram", "9999999K").Refused("--ram: '9999999K' must be");
        ToolRun.Of("budget", model, "--board", "ESP32", "--il-budget", "0").Refused("--il-budget: '0' must be a whole number from 1 to 65535.");
        ToolRun.Of("budget", model, "--board", "ESP32", "--weights", "int4").Refused("--weights: 'int4' is not known");
        ToolRun.Of("budget", model, "--board", "ESP32", "--weights", "int8").Refused("m.rnn.txt: ");
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        string[] arguments = ["budget", folder.Model("large.rnn.txt", Large), "--board", "F091RC"];
        string before = ToolRun.Of(arguments).Output;
        using var culture = new StrangeCulture();
        Assert.Equal(before, ToolRun.Of(arguments).Output);
    }
}
