using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class EmitCommandTests : IDisposable
{
    private static readonly Model Large = RandomModels.Contractive(CellOptions.Gru(ResetPosition.After), 8, 104, 1).WithName("large");

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_compile_without_a_generator_and_compute_the_model()
    {
        foreach (Model model in new[] { Networks.Gru, Networks.Lstm, RandomModels.Contractive(CellOptions.Rnn(Activation.Relu) with { InitialState = true }, 2, 3, 1) })
        {
            string name = $"Sensors.C{model.Layers[0].Kind}";
            string output = ToolRun.Of("emit", folder.Model("m.rnn.txt", model), "--class", name, "--output", folder.At("out")).Succeeded().Output;
            string[] files = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(4, files.Length);
            AssertComputes(model, Compile(name, files));
        }
    }

    [Fact]
    public void Many_weights_lie_in_a_file_and_the_line_for_the_project_is_printed()
    {
        Assert.True(Large.ParameterCount > ModelText.InlineLimit);
        string output = ToolRun.Of("emit", folder.Model("m.rnn.txt", Large), "--class", "A.@class", "--output", folder.At("out")).Succeeded().Output;
        Assert.Equal(["m.rnn.txt", "out/class.Kernels.g.cs", "out/class.Streams.g.cs", "out/class.g.cs", "out/class.rnn.bin"], folder.Files.Select(f => f.Replace('\\', '/')));
        Match line = Regex.Match(output, "<EmbeddedResource Include=\"class.rnn.bin\" LogicalName=\"([^\"]+)\" WithCulture=\"false\" />");
        var resource = new ResourceDescription(line.Groups[1].Value, () => File.OpenRead(folder.At("out/class.rnn.bin")), isPublic: true);
        AssertComputes(Large, Compile("A.class", Directory.GetFiles(folder.At("out"), "*.cs"), resource));
    }

    [Fact]
    public void Its_own_files_are_replaced_also_where_the_weights_move()
    {
        string small = folder.Model("small.rnn.txt", Networks.Gru);
        string large = folder.Model("large.rnn.txt", Large);
        string[] Emit(string model)
        {
            ToolRun.Of("emit", model, "--class", "C", "--output", folder.At("out")).Succeeded();
            return [.. Directory.GetFiles(folder.At("out")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }

        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.Weights.g.cs", "C.g.cs"], Emit(small));
        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.Weights.g.cs", "C.g.cs"], Emit(small));
        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.g.cs", "C.rnn.bin"], Emit(large));
        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.g.cs", "C.rnn.bin"], Emit(large));
        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.Weights.g.cs", "C.g.cs"], Emit(small));
    }

    [Fact]
    public void The_device_profile_is_two_files_and_replaces_those_of_the_desktop()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string[] Emit(string profile)
        {
            ToolRun.Of("emit", model, "--class", "Sensors.C", "--output", folder.At("out"), "--profile", profile).Succeeded();
            return [.. Directory.GetFiles(folder.At("out")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }

        Emit("desktop");
        Assert.Equal(["C.Weights.g.cs", "C.g.cs"], Emit("device"));
        foreach (EmittedFile file in DeviceCompiler.Compile(ClassTarget.Parse("Sensors.C"), Networks.Gru))
            Assert.Equal(file.Text, File.ReadAllText(folder.At("out/" + file.Name)));
        Assert.Equal(["C.Kernels.g.cs", "C.Streams.g.cs", "C.Weights.g.cs", "C.g.cs"], Emit("desktop"));
        string large = folder.Model("large.rnn.txt", Large);
        ToolRun.Of("emit", large, "--class", "C", "--output", folder.At("none"), "--profile", "device").Refused(" more than the 64,000 that a class for .NET nanoFramework can have");
        Assert.False(Directory.Exists(folder.At("none")));
    }

    [Fact]
    public void Device_code_takes_its_budget_and_its_counters_from_the_command_line()
    {
        Model gru = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 8, 16, 1);
        string[] emit = ["emit", folder.Model("m.rnn.txt", gru), "--class", "Sensors.C", "--output", folder.At("out")];
        foreach (string[] given in new string[][] { ["--il-budget", "3072"], ["--il-budget", "8192", "--count-macs"], ["--count-macs"] })
        {
            ToolRun.Of([.. emit, "--profile", "device", .. given]).Succeeded();
            var options = new DeviceOptions { IlBudget = given.Length > 1 ? int.Parse(given[1]) : DeviceOptions.DefaultIlBudget, CountMacs = given[^1] == "--count-macs" };
            foreach (EmittedFile file in DeviceCompiler.Compile(ClassTarget.Parse("Sensors.C"), gru, options))
                Assert.Equal(file.Text, File.ReadAllText(folder.At("out/" + file.Name)));
            ToolRun.Of([.. emit, .. given]).Refused($"{given[0]}: it is for device code; add --profile device.");
        }
        ToolRun.Of([.. emit, "--profile", "device", "--il-budget", "65536"]).Refused("--il-budget: '65536' must be a whole number from 1 to 65535.");
        ToolRun.Of([.. emit, "--profile", "device", "--il-budget", "100"]).Refused("more than the 100 of its budget: raise the budget");
    }

    [Theory]
    [InlineData("C.g.cs", false)]
    [InlineData("C.Weights.g.cs", false)]
    [InlineData("C.rnn.bin", true)]
    public void Files_of_others_are_left_as_they_are(string name, bool large)
    {
        string model = folder.Model("m.rnn.txt", large ? Large : Networks.Gru);
        Directory.CreateDirectory(folder.At("out"));
        folder.Text("out/" + name, "// <auto-generated>\n// by something else\n");
        string[] before = folder.Files;
        ToolRun.Of("emit", model, "--class", "C", "--output", folder.At("out")).Refused(name);
        Assert.Equal(before, folder.Files);
        Assert.Equal("// <auto-generated>\n// by something else\n", File.ReadAllText(folder.At("out/" + name)));
    }

    [Theory]
    [InlineData("", "'' is no name of a class")]
    [InlineData("A..B", "'A..B' is no name of a class")]
    [InlineData("A.9", "'A.9' is no name of a class")]
    [InlineData("A.class", "'class' is a keyword of C#; write @class or another name.")]
    public void A_bad_name_is_refused(string name, string reason) =>
        ToolRun.Of("emit", folder.Model("m.rnn.txt", Networks.Gru), "--class", name, "--output", folder.At("out")).Refused(reason);

    [Fact]
    public void A_bad_folder_or_profile_is_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        ToolRun.Of("emit", model, "--class", "C", "--output", model).Refused("is a file; name a folder");
        ToolRun.Of("emit", model, "--class", "C", "--output", "").Refused("the folder's name is empty");
        ToolRun.Of("emit", model, "--class", "C", "--output", model + "/out").Refused($"--output: '{model}/out' cannot be written: ");
        ToolRun.Of("emit", model, "--class", "C", "--output", folder.At("out"), "--profile", "phone").Refused("--profile: 'phone' is not known; it must be desktop or device.");
        Assert.Equal(["m.rnn.txt"], folder.Files);
    }

    [Fact]
    public void A_plain_rnn_needs_its_activation()
    {
        string model = folder.Cell("r.safetensors", 1, 2);
        ToolRun.Of("emit", model, "--class", "C", "--output", folder.At("out")).Refused("does not say the activation");
        ToolRun.Of("emit", model, "--class", "C", "--output", folder.At("out"), "--cell", "rnn relu").Succeeded();
        Assert.Contains("RNN (ReLU)", File.ReadAllText(folder.At("out/C.g.cs")));
    }

    private static Type Compile(string name, IEnumerable<string> files, params ResourceDescription[] resources)
    {
        // The framework and the two assemblies that a user has; nothing else of this project.
        MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "EmbeddedRnn.dll" or "EmbeddedRnn.Model.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error);
        CSharpParseOptions language = new(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create(
            $"Emitted{Guid.NewGuid():N}", files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), language, file)), references, options);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image, manifestResources: resources).Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Hidden));
        return Assembly.Load(image.ToArray()).GetType(name, throwOnError: true)!;
    }

    private static void AssertComputes(Model model, Type type)
    {
        object cell = Activator.CreateInstance(type)!;
        StepFunction step = type.GetMethod("Step", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<StepFunction>(cell);
        CopyStateFunction copy = type.GetMethod("CopyStateTo")!.CreateDelegate<CopyStateFunction>(cell);
        SetStateFunction set = type.GetMethod("SetState")!.CreateDelegate<SetStateFunction>(cell);
        Parity.Of(model, step, copy, set).AgainstReference(Networks.Inputs(model)).ThrowIfDiverged();
    }
}
