using System.Collections.Immutable;
using System.Linq;
using EmbeddedRnn.DeviceChecks;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Classes that are device code, by the project or by their own word.</summary>
public class DeviceProfileDiagnosticsTests
{
    private const string Attribute = "GruCell(InputSize = 3, HiddenSize = 4, Model = \"gesture\"";

    [Fact]
    public void A_class_of_a_desktop_project_may_be_device_code()
    {
        GeneratorRun run = GeneratorRun.Of(Gesture($"[{Attribute}, Profile = Profile.Device)]"));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Contains("public void Step(float[] input, float[] output)", string.Concat(run.Files.Values));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Every_class_of_a_nanoFramework_project_is()
    {
        foreach ((string name, string value) in new[] { ("TargetFrameworkIdentifier", ".NETnanoFramework"), ("MSBuildProjectExtension", ".nfproj") })
        {
            GeneratorRun run = GeneratorRun.Of(OnBoard(Gesture($"[{Attribute})]")).WithProperty(name, value));
            Assert.Empty(run.Result.Diagnostics);
            // CS1591 asks for a comment on the class itself.
            Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591"));
        }
    }

    [Fact]
    public void A_framework_that_lacks_the_same_types_is_none()
    {
        GeneratorRun run = GeneratorRun.Pipeline(OnBoard(Gesture($"[{Attribute})]")));
        Assert.Equal("ERNN013", Assert.Single(run.Result.Diagnostics).Id);
    }

    [Theory]
    [InlineData("[GruCell(InputSize = 3, HiddenSize = 4, Reset = ResetPosition.After, Profile = Profile.Device)]", "class", "it names no model, and its code carries its weights; name one of the project's RecurrentModel items")]
    [InlineData($"[{Attribute}, Profile = Profile.Device)]", "record", "it is a record, which .NET nanoFramework does not have; make it a class")]
    [InlineData($"[{Attribute}, Profile = Profile.Device, DeviceIlBudget = 0)]", "class", "its DeviceIlBudget must be from 1 to 65535 bytes")]
    public void What_cannot_be_device_code(string attribute, string kind, string reason) => Problem.Expect(
        TestProject.Of($"{attribute} public partial {kind} Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4)),
        new Problem("ERNN017", attribute[1..^1], $"'Gesture' cannot be device code: {reason}"));

    [Fact]
    public void A_model_that_travels_as_a_resource_is_too_large()
    {
        string attribute = $"{Attribute}, Profile = Profile.Device)";
        Problem.Expect(
            TestProject.Of($"[{attribute}] public partial class Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4), binary: true),
            new Problem("ERNN017", attribute, "'Gesture' cannot be device code: its model has 108 parameters, more than an assembly for .NET nanoFramework can hold; train a smaller one"));
    }

    [Fact]
    public void With_integer_weights_such_a_model_wants_its_ranges()
    {
        string attribute = $"{Attribute}, Profile = Profile.Device, WeightFormat = WeightFormat.Int8)";
        Diagnostic diagnostic = GeneratorRun.Of(TestProject.Of($"[{attribute}] public partial class Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4), binary: true)).Result.Diagnostics.First(d => d.Id == "ERNN017");
        Assert.EndsWith("only where the model states its ranges, which integer weights need; find them with 'embeddedrnn calibrate' and name the model that it writes", diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("Int8", 96, null)]
    [InlineData("Int16", 96, "ERNN022")]
    [InlineData("Float32", 96, "ERNN017")]
    [InlineData("Int8", 128, "ERNN017")]
    public void A_large_model_with_ranges_may_fit_as_bytes(string format, int units, string? id)
    {
        string attribute = $"[GruCell(InputSize = 64, HiddenSize = {units}, Model = \"gesture\", Profile = Profile.Device, WeightFormat = WeightFormat.{format})]";
        Model model = TestModels.Ranged(TestModels.Gru(64, units));
        Assert.True(model.ParameterCount > ModelText.InlineLimit);
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{attribute} public sealed partial class Gesture {{ }}").WithModel("gesture", model));
        Assert.Equal(id is null ? [] : [id], run.Result.Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void Over_its_budget_a_class_has_its_members_all_the_same()
    {
        GeneratorRun run = GeneratorRun.Of(Gesture($"[{Attribute}, Profile = Profile.Device, DeviceIlBudget = 100)]"));
        Assert.Equal("ERNN020", Assert.Single(run.Result.Diagnostics).Id);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void All_classes_of_a_project_share_one_assembly()
    {
        string classes = string.Concat(Enumerable.Range(0, 10).Select(i =>
            $"[GruCell(InputSize = 10, HiddenSize = 14, Model = \"gesture\", Profile = Profile.Device)] public sealed partial class Gesture{i} {{ }}\n"));
        GeneratorRun run = GeneratorRun.Of(TestProject.Of(classes).WithModel("gesture", TestModels.Gru(10, 14)));
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(("ERNN024", Location.None), (diagnostic.Id, diagnostic.Location));
    }

    [Theory]
    [InlineData("RP2040", null)]
    [InlineData("f091rc", null)]
    [InlineData("ESP32-2MB", null)]
    [InlineData("Arduino", "ERNN028")]
    public void The_project_may_name_its_board(string board, string? id)
    {
        GeneratorRun run = GeneratorRun.Of(Gesture($"[{Attribute}, Profile = Profile.Device)]").WithProperty("EmbeddedRnnBoard", board));
        Assert.Equal(id is null ? [] : [id], run.Result.Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void On_a_board_with_little_flash_a_class_has_8_KB_unless_it_states_more()
    {
        string Code(string attribute, string? board)
        {
            TestProject project = TestProject.Of($"[GruCell(InputSize = 10, HiddenSize = 14, Model = \"gesture\", Profile = Profile.Device{attribute})] public sealed partial class Gesture {{ }}")
                .WithModel("gesture", TestModels.Gru(10, 14));
            return GeneratorRun.Of(board is null ? project : project.WithProperty("EmbeddedRnnBoard", board)).Files.Values.First(text => text.Contains("bytes of IL"));
        }

        foreach (string? board in new[] { null, "ESP32", "RP2040" }) Assert.Contains("of IL in a .pe file of 32768 that", Code("", board));
        foreach (string board in new[] { "F091RC", "ESP32-2MB" }) Assert.Contains("of IL in a .pe file of 8192 that", Code("", board));
        Assert.Contains("of IL in a .pe file of 16384 that", Code(", DeviceIlBudget = 16384", "F091RC"));
    }

    [Fact]
    public void What_does_not_fit_the_board_is_an_error()
    {
        string attribute = "[LstmCell(InputSize = 20, HiddenSize = 40, Model = \"long\", Profile = Profile.Device, DeviceIlBudget = 8192)]";
        TestProject project = TestProject.Of($"{attribute} public sealed partial class Long {{ }}").WithModel("long", TestModels.Lstm(20, 40));
        Assert.Empty(GeneratorRun.Of(project).Result.Diagnostics);
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(project.WithProperty("EmbeddedRnnBoard", "F091RC")).Result.Diagnostics);
        Assert.Equal("ERNN027", diagnostic.Id);
        Assert.Contains("more than the 32,768 that F091RC has", diagnostic.GetMessage());
    }

    [Fact]
    public void Counters_are_there_where_they_are_asked_for()
    {
        string without = string.Concat(GeneratorRun.Of(Gesture($"[{Attribute}, Profile = Profile.Device)]")).Files.Values);
        string with = string.Concat(GeneratorRun.Of(Gesture($"[{Attribute}, Profile = Profile.Device, CountMacs = true)]")).Files.Values);
        Assert.DoesNotContain("MacsSkipped", without);
        Assert.Contains("public long MacsSkipped", with);
    }

    private static TestProject Gesture(string attribute) =>
        TestProject.Of($"{attribute} public sealed partial class Gesture {{ }}").WithModel("gesture", TestModels.Gru(3, 4));

    // What the package brings: the attributes as source, the core library's declarations, C# 9.
    private static TestProject OnBoard(TestProject project) => AttributeSources.All
        .Aggregate(project, (changed, source) => changed with { Sources = changed.Sources.Add((source.Path, source.Text)) })
        with { References = [NanoFramework.Mscorlib], Language = LanguageVersion.CSharp9, Nullable = NullableContextOptions.Disable };
}
