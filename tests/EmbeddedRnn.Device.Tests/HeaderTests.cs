using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The comments at the top of the files.</summary>
public class HeaderTests
{
    [Fact]
    public void Equations_are_those_of_the_cell_whatever_its_functions()
    {
        CellOptions gru = CellOptions.Gru(ResetPosition.After);
        string head = Head(GatedModels.Create(gru, 2, 3, ActivationFunction.Step, ActivationFunction.HardTanh, 1, 1), 0);
        Assert.Contains("//   z  = step(Wz x + Uz h + bz)   update gate: z = 1 keeps the old state\n", head);
        Assert.Contains("//   n  = clip(Wn x + bWn + r * (Un h + bUn), -1, 1)   candidate\n", head);
        Assert.Contains("// x: input, h: hidden state, ' marks the new one, step(a): 1 where a >= 0, else 0, clip(a, b, c): a within [b, c], *: element by element.\n", head);
        Assert.Contains("//   r  = s(Wr x + Ur h + br)   reset gate\n", Head(RandomModels.Create(gru, 2, 3, 1), 0));
    }

    [Fact]
    public void Equations_stand_over_the_class_alone_and_where_there_is_a_cell()
    {
        Assert.DoesNotContain("h' =", Head(RandomModels.Create(CellOptions.Lstm(), 2, 3, 1), 1));
        Assert.DoesNotContain("x: input", Head(new Model("layer", new ActivationLayer(3, ActivationFunction.Tanh)), 0));
    }

    [Fact]
    public void Integer_weights_are_named_with_where_their_error_is_found()
    {
        Model model = QuantisedModels.Ranged(RandomModels.Create(CellOptions.Gru(ResetPosition.After), 2, 3, 1));
        Assert.Contains("// Its weights are Int8, with one scale a row, ", Head(model, 0, WeightFormat.Int8));
        Assert.Contains("embeddedrnn check --engine device --weights int16.", Head(model, 0, WeightFormat.Int16));
        Assert.DoesNotContain("--weights", Head(model, 0));
    }

    private static string Head(Model model, int file, WeightFormat weights = WeightFormat.Float32)
    {
        string text = DeviceCompiler.Compile(ClassTarget.Parse("A.B"), model, new DeviceOptions { Weights = weights })[file].Text;
        return text[..text.IndexOf("using System;", System.StringComparison.Ordinal)];
    }
}
