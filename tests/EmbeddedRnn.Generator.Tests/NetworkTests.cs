using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using EmbeddedRnn.Generator.Tests.Driver;
using EmbeddedRnn.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Classes of whole networks, from the attribute to the numbers that they compute.</summary>
public class NetworkTests
{
    private const int Steps = 20;

    private delegate void SpanMethod(ReadOnlySpan<float> input, Span<float> output);

    public static TheoryData<string> Names => [.. TestNetworks.Streaming.Keys];

    public static TheoryData<string> SequentialNames => [.. TestNetworks.Sequential.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_class_computes_what_the_reference_computes(string name)
    {
        Model model = TestNetworks.Streaming[name];
        GeneratorRun run = GeneratorRun.Of(Named(name).WithModel(name, model));
        Assert.Empty(run.Result.Diagnostics);
        AssertComputes(model, run);
    }

    [Theory]
    [MemberData(nameof(SequentialNames))]
    public void A_class_of_whole_sequences_computes_what_the_reference_computes(string name)
    {
        Model model = TestNetworks.Sequential[name];
        GeneratorRun run = GeneratorRun.Of(Named(name).WithModel(name, model));
        Assert.Empty(run.Result.Diagnostics);
        Type type = Load(run);
        Assert.True(Method(type, "Step")!.GetCustomAttribute<ObsoleteAttribute>() is { IsError: true } refused && refused.Message!.EndsWith("use Run."));
        float[] inputs = [.. Inputs(model).SelectMany(x => x)];
        var outputs = new float[model.OutputsLastStepOnly ? model.OutputSize : Steps * model.OutputSize];
        var expected = new double[outputs.Length];
        Method(type, "Run")!.CreateDelegate<SpanMethod>(Activator.CreateInstance(type))(inputs, outputs);
        new ReferenceNetwork<double>(model).Run([.. inputs.Select(x => (double)x)], expected);
        AssertClose(expected, outputs);
    }

    [Fact]
    public void The_attributes_activation_goes_into_every_layer_that_states_none()
    {
        TestProject project = TestProject.Of("[RecurrentModel(\"net\", Activation = Activation.Relu)] sealed partial class Net { }")
            .WithModel("net", TestNetworks.Plain(activation: null));
        AssertComputes(TestNetworks.Plain(Activation.Relu), GeneratorRun.Of(project));
    }

    [Fact]
    public void A_cell_of_other_activations_computes_what_the_reference_computes()
    {
        TestProject project = TestProject.Of("[GruCell(InputSize = 3, HiddenSize = 4, Model = \"net\")] sealed partial class Net { }")
            .WithModel("net", TestNetworks.Unusual());
        AssertComputes(TestNetworks.Unusual(), GeneratorRun.Of(project));
    }

    [Fact]
    public void The_attribute_leaves_nothing_in_the_assembly()
    {
        Type type = Load(GeneratorRun.Of(Named("classifier").WithModel("classifier", TestNetworks.Classifier())));
        Assert.DoesNotContain(type.GetCustomAttributesData(), a => a.AttributeType.Name == nameof(RecurrentModelAttribute));
    }

    [Theory]
    [InlineData("models/net.onnx")]
    [InlineData(@"models\NET.onnx")]
    [InlineData("net.onnx")]
    [InlineData("net")]
    [InlineData("n1")]
    public void A_network_is_found_as_a_cell_is(string name)
    {
        GeneratorRun run = GeneratorRun.Pipeline(Named(name).WithModel("n1", TestNetworks.Classifier(), "models/net.onnx").WithModel("other", TestModels.Gru(9, 9)));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Contains("GRU (reset after), 3 inputs, 7 units -> dense, 7 inputs, 4 outputs -> softmax", run.Files["Net.g.cs"]);
    }

    [Fact]
    public void The_model_may_be_a_constant_and_a_named_argument()
    {
        TestProject project = TestProject.Of("[RecurrentModel(model: Names.Net + \".onnx\")] partial class Net { } static class Names { public const string Net = \"classifier\"; }")
            .WithModel("classifier", TestNetworks.Classifier());
        Assert.Contains("Inline", GeneratorRun.Pipeline(project).Files["Net.g.cs"]);
    }

    [Fact]
    public void Binary_weights_come_from_the_resource_of_the_items_name() => Assert.Contains(
        "Resource EmbeddedRnn.net.weights",
        GeneratorRun.Pipeline(Named("net").WithModel("net", TestNetworks.Classifier(), binary: true)).Files["Net.g.cs"]);

    [Fact]
    public void A_network_whose_text_is_not_there_yet_is_no_error()
    {
        GeneratorRun run = GeneratorRun.Of(Named("net").WithProperty("EmbeddedRnnModelNames", "net"));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.NotNull(run.Output.GetTypeByMetadataName("Net+PackedWeights"));
    }

    private static TestProject Named(string model) => TestProject.Of($"[RecurrentModel(@\"{model}\")] sealed partial class Net {{ }}");

    /// <summary>The generated class, loaded, and the reference step through the same sequence.</summary>
    private static void AssertComputes(Model model, GeneratorRun run)
    {
        Type type = Load(run);
        Assert.Equal(model.InputSize, type.GetField("InputSize")!.GetRawConstantValue());
        Assert.Equal(model.OutputSize, type.GetField("OutputSize")!.GetRawConstantValue());
        var step = Method(type, "Step")!.CreateDelegate<SpanMethod>(Activator.CreateInstance(type));
        var reference = new ReferenceNetwork<double>(model);
        foreach (float[] input in Inputs(model))
        {
            var output = new float[model.OutputSize];
            var expected = new double[model.OutputSize];
            step(input, output);
            reference.Step([.. input.Select(x => (double)x)], expected);
            AssertClose(expected, output);
        }
    }

    private static float[][] Inputs(Model model)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, model.InputSize).Select(_ => random.NextSingle() - 0.5f).ToArray())];
    }

    private static MethodInfo? Method(Type type, string name) => type.GetMethod(name, [typeof(ReadOnlySpan<float>), typeof(Span<float>)]);

    private static void AssertClose(double[] expected, float[] given) => Assert.All(
        expected.Zip(given), y => Assert.InRange((y.Second - y.First) / Math.Max(1, Math.Abs(y.First)), -1e-5, 1e-5));

    private static Type Load(GeneratorRun run)
    {
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        return assembly.GetType("Net", throwOnError: true)!;
    }
}
