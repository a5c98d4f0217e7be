using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks;

/// <summary>What every contender for one cell gets: the same weights and the same inputs.</summary>
internal sealed class Workload
{
    /// <summary>Steps of one call where whole sequences are measured.</summary>
    public const int SequenceSteps = 1000;

    private readonly Generated generated;

    // Contractive, so that a free run says something about the arithmetic: see RandomModels.
    public Workload(Cell cell)
        : this(cell, RandomModels.Contractive(cell.Options, cell.InputSize, cell.HiddenSize, seed: 1))
    {
    }

    public Workload(Cell cell, Model model)
    {
        Model = model;
        Inputs = new RepeatedInputs(cell.InputSize);
        generated = cell.Generate(Model);
    }

    public Model Model { get; }

    public CellLayer Layer => (CellLayer)Model.Layers[0];

    public int InputSize => Model.InputSize;

    public int HiddenSize => Model.OutputSize;

    public RepeatedInputs Inputs { get; }

    /// <summary>The generated class, one public Step a time step.</summary>
    public Contender Step() => new StepContender("generated", generated.Kernel.ToString(), generated.Step, generated.Reset, Inputs, HiddenSize);

    /// <summary>The generated class, one public Run for a sequence.</summary>
    public Contender Run() => new RunContender("generated, Run", generated.Kernel.ToString(), generated.Run, generated.Reset, Inputs, SequenceSteps, Model);

    /// <summary>As one would write it by hand.</summary>
    public Contender Hand<TArithmetic>()
        where TArithmetic : struct, IArithmetic => StepContender.Hand<TArithmetic>(Model, Inputs);
}
