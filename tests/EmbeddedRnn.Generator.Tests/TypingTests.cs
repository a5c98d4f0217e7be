using System;
using System.Linq;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>While somebody types, the generator sees code that is no code yet. It never throws, and ends where a fresh run ends.</summary>
public class TypingTests
{
    private const string Source = """
        namespace Ns.Inner
        {
            partial class Outer<T> where T : struct
            {
                [GruCell(InputSize = 3, HiddenSize = 2 * 2, Model = "gesture.onnx", Reset = ResetPosition.After), System.Obsolete]
                private sealed partial record class Gesture : object { public Gesture(int a = 1) { } }
                [RnnCell(3, InputSize = "no", HiddenSize = null)] [LstmCell(InputSize = , )] static partial struct Wrong { }
                [RnnCell(InputSize = 1, HiddenSize = 1, Activation = (Activation)2)] partial class Plain { }
                [RecurrentModel(model: "gesture" + ".onnx", Activation = (Activation)0)] partial class Network { }
            }
        }
        """;

    [Fact]
    public void Letter_by_letter()
    {
        TestProject project = TestProject.Of("").WithModel("gesture", TestModels.Gru(3, 4));
        GeneratorRun run = GeneratorRun.Pipeline(project);
        for (int length = 1; length <= Source.Length; length++)
        {
            project = project.WithSource("Cells.cs", Source[..length]);
            run = run.Then(project);
        }
        AssertAsFresh(project, run);
        Assert.Equal(["Ns.Inner.Outer`1.Gesture.g.cs", "Ns.Inner.Outer`1.Network.g.cs", "Ns.Inner.Outer`1.Plain.g.cs"], run.Files.Keys.Order());
    }

    [Fact]
    public void Letter_by_letter_deleted_within()
    {
        TestProject whole = TestProject.Of(Source).WithModel("gesture", TestModels.Gru(3, 4));
        GeneratorRun run = GeneratorRun.Pipeline(whole);
        for (int at = 0; at < Source.Length; at += 3) run = run.Then(whole.WithSource("Cells.cs", Source.Remove(at, 1)));
        AssertAsFresh(whole, run.Then(whole));
    }

    [Fact]
    public void A_models_text_cut_anywhere()
    {
        string text = ModelText.Write(TestModels.Gru(1, 2));
        TestProject project = TestProject.Of("[GruCell(InputSize = 1, HiddenSize = 2, Model = \"gesture\")] partial class Gesture { }")
            .WithModel(TestModel.Item("gesture", "gesture.onnx", text));
        GeneratorRun run = GeneratorRun.Pipeline(project);
        for (int length = 0; length < text.TrimEnd().Length; length += 5)
        {
            run = run.Then(project.WithModel(TestModel.Item("gesture", "gesture.onnx", text[..length])));
            Assert.Equal("ERNN010", Assert.Single(run.Result.Diagnostics).Id);
            Assert.DoesNotContain(run.Files.Keys, name => name.EndsWith("Weights.g.cs", StringComparison.Ordinal));
        }
        AssertAsFresh(project, run.Then(project));
    }

    private static void AssertAsFresh(TestProject project, GeneratorRun run)
    {
        GeneratorRun fresh = GeneratorRun.Pipeline(project);
        Assert.Equal(fresh.Files.OrderBy(f => f.Key), run.Files.OrderBy(f => f.Key));
        Assert.Equal(fresh.Result.Diagnostics.Select(d => d.ToString()).Order(), run.Result.Diagnostics.Select(d => d.ToString()).Order());
    }
}
