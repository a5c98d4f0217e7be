using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// One product of a matrix and the step's vectors, with what follows it element by element. Most cells are one pass;
/// a GRU with the reset before needs r * h whole before the candidate, a projection needs o * tanh(c') whole.
/// </summary>
/// <param name="Title">What the pass computes, in words.</param>
/// <param name="Units">Rows of one gate.</param>
/// <param name="Accumulators">The sums kept per unit.</param>
/// <param name="Operands">The vectors that are multiplied, in order.</param>
/// <param name="Peepholes">Vectors of weights that follow the columns in the weight stream, one of each per chunk.</param>
/// <param name="InputBias">The weights that hold the input biases, or null.</param>
/// <param name="RecurrentBias">The weights that hold the recurrent biases, or null.</param>
public sealed record Pass(
    string Title,
    int Units,
    IReadOnlyList<Accumulator> Accumulators,
    IReadOnlyList<Operand> Operands,
    IReadOnlyList<Peephole> Peepholes,
    string? InputBias,
    string? RecurrentBias)
{
    /// <summary>True where the sums start from biases, false where they start from zero.</summary>
    public bool HasBias => InputBias is not null || RecurrentBias is not null;

    /// <summary>Accumulators that the columns of an operand feed.</summary>
    public IReadOnlyList<Accumulator> FedBy(Operand operand) => Accumulators.Where(a => a.Takes(operand)).ToArray();

    /// <summary>The most accumulators that one operand's columns feed: what must stay in registers at once.</summary>
    public int MostFed => Operands.Max(o => FedBy(o).Count);

    /// <summary>Columns of all operands together.</summary>
    public int Columns => Operands.Sum(o => o.Count);

    /// <summary>Multiply-accumulates per unit.</summary>
    public int MacsPerUnit => Operands.Sum(o => o.Count * FedBy(o).Count) + Peepholes.Count;
}

/// <summary>A sum kept per unit while the columns go by.</summary>
/// <param name="Name">The variable's name, a letter of the equations.</param>
/// <param name="Gate">The gate's block of rows.</param>
/// <param name="Scale">The factor folded into the weights, a power of two.</param>
/// <param name="Parts">Which of the operands and biases it takes.</param>
public sealed record Accumulator(string Name, int Gate, string Scale, Parts Parts)
{
    /// <summary>True where the operand's columns feed this sum.</summary>
    public bool Takes(Operand operand) => (Parts & operand.Part) != 0;
}

/// <summary>The two halves of a pre-activation.</summary>
[System.Flags]
public enum Parts
{
    /// <summary>Neither half.</summary>
    None = 0,

    /// <summary>W x and the input bias.</summary>
    Input = 1,

    /// <summary>U h and the recurrent bias.</summary>
    Recurrent = 2,

    /// <summary>Both, summed together.</summary>
    Both = 3,
}

/// <summary>A vector that is multiplied column by column.</summary>
/// <param name="Variable">The ref parameter that holds it.</param>
/// <param name="Letter">The letter of its broadcast values.</param>
/// <param name="Count">Its length.</param>
/// <param name="Part">Which half it is.</param>
/// <param name="Matrix">The property of the weights that holds its matrix.</param>
/// <param name="Comment">The product in words.</param>
public sealed record Operand(string Variable, string Letter, int Count, Parts Part, string Matrix, string Comment)
{
    /// <summary>Where in the parameter the vector starts.</summary>
    public int Offset { get; init; }

    /// <summary>For a convolution: which taps of its kernel the vector holds, one step after the other; null for a whole matrix.</summary>
    public ConvolutionTaps? Taps { get; init; }
}

/// <summary>Taps of a convolution's kernel, multiplied with steps that lie side by side.</summary>
/// <param name="First">The first tap, 0 for the oldest step.</param>
/// <param name="Count">How many.</param>
/// <param name="KernelSize">Number of taps of the whole kernel.</param>
/// <param name="Inputs">Inputs of one step.</param>
/// <param name="Groups">Number of groups; rows and columns of different groups meet in a zero.</param>
public sealed record ConvolutionTaps(int First, int Count, int KernelSize, int Inputs, int Groups);

/// <summary>A vector of weights, one per unit, that follows a block's columns.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Row">Its row in the peephole tensor.</param>
/// <param name="Scale">The factor folded into it.</param>
public sealed record Peephole(string Name, int Row, string Scale);
