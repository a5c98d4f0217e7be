using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
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

    // Functions whose every branch decides something.
    public static TheoryData<string> Gated => new(ProbeNetwork.All.Where(n => n.Kind is "GruAfter" or "GruBefore" && n.Family != nameof(Gate.Sigmoid)).Select(n => n.ClassName));

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
            Assert.Equal(ProbeNetwork.Families.Order(), all.Where(n => n.Shape == shape && n.Family != "").Select(n => n.Family).Distinct().Order());
        }
        foreach (string kind in new[] { "GruAfter", "GruBefore", "Lstm", "LstmPeepholes", "LstmProjection", "LstmCoupled" })
            Assert.Equal(ProbeNetwork.Candidates.Order(), all.Where(n => n.Kind == kind).Select(n => n.Candidate).Distinct().Order());
        Assert.Equal(9, all.Select(n => n.Kind).Distinct().Count());
    }

    private static void Fails(ProbeNetwork network, IEnumerable<string> files)
    {
        (bool passed, IReadOnlyList<string> lines) = ParityProbe.Run(network, files);
        Assert.False(passed);
        Assert.Equal(2, lines.Count);
        Assert.Matches($"^FAIL {network.ClassName} differs first at step [0-9]+, unit [0-9] of the output$", lines[0]);
        Assert.Equal("FAIL 1 of 1 networks, 1000 steps each: other bits than on .NET", lines[1]);
    }

    private static string Replace(string text, string literal, string by)
    {
        Assert.NotEqual(literal, by);
        return new Regex(Regex.Escape(literal)).Replace(text, by, 1);
    }

    private static ProbeNetwork Network(string className) => ProbeNetwork.All.Single(network => network.ClassName == className);
}
