using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.DeviceChecks;
using EmbeddedRnn.ParityProbe.Expect;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>The parity probe on .NET: that it passes, and that it can fail.</summary>
public class ParityProbeTests
{
    // One network of each shape.
    public static TheoryData<string> OneOfEachShape => new(ProbeNetwork.Shapes.Keys.Select(shape => ProbeNetwork.All.First(n => n.Shape == shape && (n.Kind is "Lstm" or "LstmColumns")).ClassName));

    public static TheoryData<string> Integers => new(ProbeNetwork.All.Where(n => n.Weights != WeightFormat.Float32).Select(n => n.ClassName));

    // Functions whose every branch decides something.
    public static TheoryData<string> Gated =>
        new(ProbeNetwork.All.Where(n => n.Kind is "GruAfter" or "GruBefore" && n.Family != nameof(Gate.Sigmoid) && n.Weights == WeightFormat.Float32).Select(n => n.ClassName));

    [Fact]
    public void It_passes()
    {
        (bool passed, IReadOnlyList<string> lines) = ParityProbe.Run(ParityProbe.Generated.Values);
        Assert.True(passed);
        Assert.Equal($"PASS {ProbeNetwork.All.Count} networks, 1000 steps each: the same bits as on .NET", Assert.Single(lines));
    }

    [Theory]
    [MemberData(nameof(OneOfEachShape))]
    public void A_literal_that_is_one_ulp_off_fails(string name)
    {
        ProbeNetwork network = Network(name);
        string[] files = ParityProbe.Files(network).ToArray();
        // A weight of the candidate, which no gate's threshold hides, wherever the shape has it.
        var cell = (CellLayer)network.Model.Layers[0];
        int candidate = cell.Gates.TakeWhile(gate => gate != "candidate").Count() * cell.HiddenSize * cell.InputSize;
        float weight = Enumerable.Range(candidate, cell.HiddenSize * cell.InputSize).Select(i => cell.InputWeights[i])
            .First(w => w > 0 && files.Any(text => text.Contains(ProbeFiles.Literal(w))));
        string literal = ProbeFiles.Literal(weight);
        int file = Array.FindIndex(files, text => text.Contains(literal));
        files[file] = Replace(files[file], literal, ProbeFiles.Literal(MathF.BitIncrement(weight)));
        Fails(network, files);
    }

    [Theory]
    [MemberData(nameof(Integers))]
    public void A_whole_number_or_a_branch_that_is_another_fails(string name)
    {
        ProbeNetwork network = Network(name);
        string[] files = ParityProbe.Files(network).ToArray();
        SyntaxNode code = CSharpSyntaxTree.ParseText(files[0]).GetRoot(), weights = CSharpSyntaxTree.ParseText(files[1]).GetRoot();
        // A weight of the candidate in its array, or where all stand in the code the first that an input is multiplied with there.
        SyntaxToken? inArray = weights.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(v => v.Identifier.Text.Contains("Candidate"))?
            .DescendantNodes().OfType<InitializerExpressionSyntax>().First().Expressions.OfType<LiteralExpressionSyntax>().First().Token;
        Fails(network, inArray is { } weight
            ? [files[0], weights.ReplaceToken(weight, SyntaxFactory.Literal((int)weight.Value! - 1)).ToString()]
            : [OneMore(code, code.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(node => node.IsKind(SyntaxKind.MultiplyExpression) && node.Right.ToString() == "x0")
                .Select(node => node.Left).OfType<LiteralExpressionSyntax>().First().Token), files[1]]);

        SyntaxToken branch = code.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.ReturnType.ToString() == "int")
            .SelectMany(method => method.DescendantNodes().OfType<BinaryExpressionSyntax>()).First(node => node.OperatorToken.Text is "<" or ">" or "<=" or ">=").OperatorToken;
        Fails(network, [code.ReplaceToken(branch, SyntaxFactory.ParseToken(branch.Text.StartsWith('<') ? ">" : "<")).ToString(), files[1]]);

        static string OneMore(SyntaxNode root, SyntaxToken number) => root.ReplaceToken(number, SyntaxFactory.Literal((int)number.Value! + 1)).ToString();
    }

    [Theory]
    [MemberData(nameof(Gated))]
    public void A_branch_that_is_another_fails(string name)
    {
        ProbeNetwork network = Network(name);
        string[] files = ParityProbe.Files(network).ToArray();
        SyntaxNode root = CSharpSyntaxTree.ParseText(files[0]).GetRoot();
        // Those of the functions; the other methods have loops, and checks of lengths.
        BinaryExpressionSyntax[] branches = root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.ReturnType.ToString() == "float").SelectMany(method => method.DescendantNodes().OfType<BinaryExpressionSyntax>())
            .Where(node => node.OperatorToken.Text is "<" or ">" or "<=" or ">=").ToArray();
        Assert.NotEmpty(branches);
        BinaryExpressionSyntax branch = branches[0];
        string other = branch.OperatorToken.Text.StartsWith('<') ? ">" : "<";
        files[0] = root.ReplaceToken(branch.OperatorToken, SyntaxFactory.ParseToken(other)).ToString();
        Fails(network, files);
    }

    [Theory]
    [MemberData(nameof(Gated))]
    public void A_gate_that_has_another_function_fails(string name)
    {
        ProbeNetwork network = Network(name);
        var cell = (CellLayer)network.Model.Layers[0];
        for (int i = 0; i < cell.Gates.Count; i++)
        {
            ActivationFunction[] functions = cell.Functions.ToArray();
            functions[i] = functions[i] == ActivationFunction.Sigmoid ? ActivationFunction.Step : ActivationFunction.Sigmoid;
            ProbeNetwork changed = network with { Model = network.Model.WithCells(c => c.With(c.ToWeights(), functions, c.Clip)) };
            Fails(network, changed.Emit().Select(file => file.Text));
        }
    }

    [Fact]
    public void Every_kind_of_cell_and_every_family_of_gates_is_there_in_every_shape()
    {
        IReadOnlyList<ProbeNetwork> all = ProbeNetwork.All;
        // Shapes by columns are for step gates alone, and so for cells of their own.
        static bool IsByColumns(string name) => name.EndsWith("Columns", StringComparison.Ordinal);
        foreach (string shape in ProbeNetwork.Shapes.Keys.Where(IsByColumns))
        {
            Assert.Contains(all, n => n.Shape == shape);
            Assert.All(all.Where(n => n.Shape == shape), n => Assert.True(IsByColumns(n.Kind)));
        }
        all = all.Where(n => !IsByColumns(n.Kind)).ToArray();
        foreach (string shape in ProbeNetwork.Shapes.Keys.Where(shape => !IsByColumns(shape)))
        {
            Assert.Equal(all.Select(n => n.Kind).Distinct().Order(), all.Where(n => n.Shape == shape).Select(n => n.Kind).Distinct().Order());
            Assert.Equal(ProbeNetwork.Families.Order(), all.Where(n => n.Shape == shape && n.Kind is not ("Rnn" or "Stack")).Select(n => n.Family).Distinct().Order());
        }
        foreach (string kind in ProbeNetwork.Kinds.Select(kind => kind.Name))
            Assert.Equal(ProbeNetwork.Candidates.Order(), all.Where(n => n.Kind == kind).Select(n => n.Candidate).Distinct().Order());
        Assert.Equal(["Relu", "Tanh"], all.Where(n => n.Kind == "Rnn").Select(n => n.Candidate).Distinct().Order());
        Assert.Equal(8, all.Select(n => n.Kind).Distinct().Count());

        ProbeNetwork[] integers = all.Where(n => n.Weights != WeightFormat.Float32).ToArray();
        Assert.Equal(ProbeNetwork.Kinds.Select(kind => kind.Name).Order(), integers.Select(n => n.Kind).Order());
        Assert.Equal(ProbeNetwork.IntegerShapes.Order(), integers.Select(n => n.Shape).Distinct().Order());
        Assert.Equal([WeightFormat.Int16, WeightFormat.Int8], integers.Select(n => n.Weights).Distinct().Order());
    }

    [Fact]
    public void The_programs_of_all_networks_have_every_cell_with_every_family_in_every_shape_and_format()
    {
        ProbeNetwork[] all = ProbeProduct.Programs.SelectMany(networks => networks).ToArray();
        Assert.Equal(all.Length, all.Select(n => n.ClassName).Distinct().Count());
        foreach (WeightFormat weights in Enum.GetValues<WeightFormat>())
        {
            foreach (string shape in weights == WeightFormat.Float32 ? ProbeNetwork.ShapeNames : ProbeNetwork.IntegerShapes)
            {
                ProbeNetwork[] some = all.Where(n => n.Weights == weights && n.Shape == shape).ToArray();
                Assert.Equal(ProbeNetwork.Kinds.Count * ProbeNetwork.Families.Count + 2, some.Select(n => (n.Kind, n.Family)).Distinct().Count());
            }
        }
        foreach (string shape in ProbeNetwork.Shapes.Keys.Except(ProbeNetwork.ShapeNames)) Assert.Equal(5 * ProbeNetwork.Families.Count, all.Count(n => n.Shape == shape));
    }

    [Fact]
    public void A_program_of_them_can_be_run_on_the_device_and_passes_on_NET()
    {
        IReadOnlyList<ProbeNetwork> networks = ProbeProduct.Programs.Last();
        string[] files = [.. ParityProbe.HandWritten, .. ProbeFiles.Create(networks, ParityProbe.HandWritten).Values];
        Assert.Empty(DeviceChecker.CheckProgram(NanoFramework.CompileProgram(files)));
        Assert.True(ParityProbe.Run(files.Skip(ParityProbe.HandWritten.Count)).Passed);
    }

    private static void Fails(ProbeNetwork network, IEnumerable<string> files)
    {
        (bool passed, IReadOnlyList<string> lines) = ParityProbe.Run(network, files);
        Assert.False(passed);
        Assert.Equal(2, lines.Count);
        // A branch may lead to a place that a table does not have.
        Assert.Matches($"^FAIL {network.ClassName} (differs first at step [0-9]+, unit [0-9] of the output|threw IndexOutOfRangeException: .+)$", lines[0]);
        Assert.Equal("FAIL 1 of 1 networks, 1000 steps each: other bits than on .NET", lines[1]);
    }

    private static string Replace(string text, string literal, string by)
    {
        Assert.NotEqual(literal, by);
        return new Regex(Regex.Escape(literal)).Replace(text, by, 1);
    }

    private static ProbeNetwork Network(string className) => ProbeNetwork.All.Single(network => network.ClassName == className);
}
