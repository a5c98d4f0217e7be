using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>The real generated code compiles without a warning, whatever the class, the cell and the project's settings.</summary>
public class CompiledOutputTests
{
    /// <summary>Every cell and option, every source of weights, every place for a class.</summary>
    private static TestProject Everything => TestProject.Of("""
        /// <summary>A cell.</summary>
        [GruCell(InputSize = 3, HiddenSize = 4, Model = "gesture.onnx")] public sealed partial class Gesture { }
        /// <summary>A cell that states all again.</summary>
        [GruCell(InputSize = 3, HiddenSize = 4, Model = "gesture", Reset = ResetPosition.After, Bias = true)] public partial class GestureToo { }
        [GruCell(InputSize = 1, HiddenSize = 17, Reset = ResetPosition.Before, Bias = false)] sealed partial class Before { }
        namespace One
        {
            [RnnCell(InputSize = 2, HiddenSize = 5, Model = "plain", Activation = Activation.Relu)] partial class Plain { }
            [RnnCell(InputSize = 2, HiddenSize = 5, Activation = Activation.Tanh)] partial class @class { }
            partial class Outer
            {
                [LstmCell(InputSize = 3, HiddenSize = 9, Model = "big")] private partial class Hidden { }
                public static object Make() => new Hidden();
            }
        }
        namespace Two.@int
        {
            partial class Outer<T, @object> where T : class
            {
                partial struct Inner
                {
                    partial interface IMore { [LstmCell(InputSize = 3, HiddenSize = 4, Peepholes = true, ProjectionSize = 2)] internal partial class Long { } }
                }
            }
            [LstmCell(InputSize = 2, HiddenSize = 4, CoupledGate = true, Peepholes = true)] partial record Coupled { }
            [LstmCell(InputSize = 2, HiddenSize = 4, Model = "waiting")] partial class Waiting { public static Waiting Make() => new(); }
        }
        namespace Networks
        {
            /// <summary>A network.</summary>
            [RecurrentModel("stacked lstm")] public sealed partial class Stack { }
            [RecurrentModel("classifier.onnx")] internal partial class Classifier { private const int Classes = OutputSize; public static int Number => Classes; }
            [RecurrentModel("convolution")] partial record Convolution { }
            [RecurrentModel("residual")] partial class Residual { }
            [RecurrentModel("big network")] partial class Big { partial class Outer { [RecurrentModel("no state")] private partial class NoState { } public static object Make() => new NoState(); } }
            [RecurrentModel("unstated", Activation = Activation.Relu)] partial class Unstated { }
            [RecurrentModel("plain network")] partial class Plain { }
            [RecurrentModel("gesture")] partial class OneCell { public OneCell() : this(PackedWeights.Embedded) { } public OneCell(int a) : this() { } static OneCell() { } }
            [RecurrentModel("both ways")] partial class BothWays { }
            [RecurrentModel("verdict")] sealed partial class Verdict { }
            [RecurrentModel("look-ahead")] partial class LookAhead { }
            [RecurrentModel("waiting")] partial class Waiting { public static Waiting Make() => new(); }
            [RecurrentModel("unusual")] partial class Unusual { }
            [GruCell(InputSize = 3, HiddenSize = 4, Model = "unusual")] partial class UnusualCell { }
            [RnnCell(InputSize = 3, HiddenSize = 4, Model = "sigmoid")] partial class Sigmoid { }
            [GruCell(InputSize = 3, HiddenSize = 4, Model = "gesture")] partial class Streams { }
            [GruCell(InputSize = 3, HiddenSize = 4, Model = "gesture")] partial class Radio { public int Streams { get; set; } }
        }
        """)
        .WithModel("gesture", TestModels.Gru(3, 4))
        .WithModel("plain", TestModels.Rnn(2, 5, activation: null))
        .WithModel("big", TestModels.Lstm(3, 9), binary: true)
        .WithModel("stacked lstm", TestNetworks.Streaming["stacked lstm"])
        .WithModel("classifier", TestNetworks.Classifier())
        .WithModel("convolution", TestNetworks.Streaming["convolution"])
        .WithModel("residual", TestNetworks.Streaming["residual"])
        .WithModel("big network", TestNetworks.Streaming["stacked lstm"], binary: true)
        .WithModel("no state", TestNetworks.Streaming["no state"])
        .WithModel("unstated", TestNetworks.Plain(activation: null))
        .WithModel("plain network", TestNetworks.Streaming["plain"])
        .WithModel("both ways", TestNetworks.Sequential["both ways"])
        .WithModel("verdict", TestNetworks.Sequential["verdict"])
        .WithModel("look-ahead", TestNetworks.Sequential["look-ahead"])
        .WithModel("unusual", TestNetworks.Unusual())
        .WithModel("sigmoid", TestNetworks.Sigmoid())
        .WithProperty("EmbeddedRnnModelNames", "gesture|plain|big|waiting");

    [Fact]
    public void With_nullable_references() => AssertCompiles(Everything);

    [Fact]
    public void Without_nullable_references() => AssertCompiles(Everything with { Nullable = NullableContextOptions.Disable });

    [Fact]
    public void In_the_language_of_net8() => AssertCompiles(Everything with { Language = LanguageVersion.CSharp12 });

    [Fact]
    public void The_text_does_not_depend_on_the_culture()
    {
        IReadOnlyDictionary<string, string> expected = GeneratorRun.Of(Everything).Files;
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CommaCulture();
            Assert.Equal("1,5", 1.5.ToString());
            Assert.Equal(expected, GeneratorRun.Of(Everything).Files);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_text_has_no_path_and_no_carriage_return() => Assert.All(GeneratorRun.Of(Everything).Files.Values, text =>
    {
        Assert.DoesNotContain("obj/", text);
        Assert.DoesNotContain("models/", text);
        Assert.DoesNotContain("\r", text);
    });

    private static void AssertCompiles(TestProject project)
    {
        GeneratorRun run = GeneratorRun.Of(project);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal(3 + 1, run.Files.Keys.Count(name => name.StartsWith("Gesture.", System.StringComparison.Ordinal)));
        ImmutableArray<Diagnostic> diagnostics = run.Output.Emit(Stream.Null).Diagnostics;
        Assert.Empty(diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }

    /// <summary>As in German, made by hand because the tests run without the operating system's cultures.</summary>
    private static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        return culture;
    }
}
