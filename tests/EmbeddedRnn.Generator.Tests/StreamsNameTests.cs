using System.Collections.Generic;
using System.IO;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>The nested type Streams is there unless it is not wanted, or its name is taken.</summary>
public class StreamsNameTests
{
    private const string Cell = "GruCell(InputSize = 3, HiddenSize = 4, Reset = ResetPosition.After";

    [Theory]
    [InlineData($"[{Cell})] partial class Radio {{ }}", true)]
    [InlineData($"[{Cell}, Streams = true)] partial class Radio {{ }}", true)]
    [InlineData($"[{Cell}, Streams = false)] partial class Radio {{ }}", false)]
    [InlineData($"[{Cell})] partial class Radio {{ int Streams() => 3; }}", false)]
    [InlineData($"[{Cell})] partial class Radio {{ class Streams {{ }} }}", false)]
    [InlineData($"[{Cell})] partial class Streams {{ }}", false)]
    [InlineData("[RecurrentModel(\"gesture\")] partial class Radio { }", true)]
    [InlineData("[RecurrentModel(\"gesture\", Streams = false)] partial class Radio { }", false)]
    public void The_nested_type(string source, bool expected)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of(source).WithModel("gesture", TestModels.Gru(3, 4)));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal(expected, string.Concat(run.Files.Keys).Contains(".Streams.g.cs"));
        IEnumerable<Diagnostic> diagnostics = run.Output.Emit(Stream.Null).Diagnostics;
        Assert.DoesNotContain(diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void It_comes_when_the_name_becomes_free()
    {
        TestProject taken = TestProject.Of($"[{Cell})] partial class Radio {{ int Streams() => 3; }}");
        TestProject free = TestProject.Of($"[{Cell})] partial class Radio {{ int Stations() => 3; }}");
        GeneratorRun run = GeneratorRun.Of(taken);
        Assert.Equal(2, run.Files.Count);
        Assert.Equal(3, run.Then(free).Files.Count);
    }
}
