using System;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>The equations of a cell behind its sums, in the order of the kernels.</summary>
internal sealed class MeasuredCell
{
    private readonly CellLayer cell;
    private readonly ICellSums sums;
    private readonly Arithmetic math;
    private readonly double[] hidden;
    private readonly double[] memory;
    private readonly double[] product;
    private readonly float[]? peepholes;

    public MeasuredCell(CellLayer cell, ICellSums sums, Arithmetic math)
    {
        this.cell = cell;
        this.sums = sums;
        this.math = math;
        hidden = Initial(cell.InitialHidden, cell.OutputSize);
        memory = Initial((cell as LstmLayer)?.InitialCell, cell.HiddenSize);
        product = new double[cell.HiddenSize];
        peepholes = (cell as LstmLayer)?.Peepholes?.ToArray();
    }

    /// <summary>A step; what comes out is the cell's own memory.</summary>
    public double[] Step(double[] inputs, int offset)
    {
        sums.TakeInput(inputs, offset);
        sums.TakeHidden(hidden);
        switch (cell)
        {
            case GruLayer { Reset: ResetPosition.After, HasUsualActivations: true }: UsualGru(); break;
            case GruLayer { Reset: ResetPosition.After }: GruAfter(); break;
            case GruLayer: GruBefore(); break;
            case LstmLayer lstm: Lstm(lstm); break;
            default: Rnn(); break;
        }
        return hidden;
    }

    private static double[] Initial(Tensor? tensor, int count) => tensor is null ? new double[count] : Array.ConvertAll(tensor.ToArray(), v => (double)v);

    private void Rnn()
    {
        var next = new double[hidden.Length];
        for (int u = 0; u < next.Length; u++) next[u] = Apply(cell.Functions[0], sums.Sum(0, u));
        next.CopyTo(hidden, 0);
    }

    // n holds half of U h + b: q + r * (U h + b) = q + n + tanh * n.
    private void UsualGru()
    {
        for (int u = 0; u < hidden.Length; u++)
        {
            double z = math.Tanh(sums.Sum(0, u)), r = math.Tanh(sums.Sum(1, u)), q = sums.Sum(2, u), half = sums.Sum(3, u);
            double n = math.Tanh(math.MultiplyAdd(r, half, math.Round(q + half)));
            double change = math.MultiplyAdd(-0.5, z, 0.5), keep = math.MultiplyAdd(0.5, z, 0.5);
            hidden[u] = math.MultiplyAdd(n, change, math.Round(hidden[u] * keep));
        }
    }

    private void GruAfter()
    {
        for (int u = 0; u < hidden.Length; u++)
        {
            double z = Gate(0, sums.Sum(0, u)), r = Gate(1, sums.Sum(1, u));
            double n = Apply(cell.Functions[2], math.MultiplyAdd(r, Behind(1, r, sums.Sum(3, u)), sums.Sum(2, u)));
            hidden[u] = Blend(z, n, hidden[u]);
        }
    }

    private void GruBefore()
    {
        var z = new double[hidden.Length];
        for (int u = 0; u < hidden.Length; u++)
        {
            z[u] = Gate(0, sums.Sum(0, u));
            double r = Gate(1, sums.Sum(1, u));
            product[u] = math.Round(r * Behind(1, r, hidden[u]));
        }
        sums.TakeHidden(product);
        for (int u = 0; u < hidden.Length; u++) hidden[u] = Blend(z[u], Apply(cell.Functions[2], sums.Sum(2, u)), hidden[u]);
    }

    // h' = z * h + (1 - z) * n
    private double Blend(double z, double n, double h)
    {
        double change = math.Round(1 - z);
        return math.MultiplyAdd(Behind(0, change, n), change, math.Round(Behind(0, z, h) * z));
    }

    private void Lstm(LstmLayer lstm)
    {
        int candidate = lstm.Coupled ? 1 : 2, output = candidate + 1;
        for (int u = 0; u < memory.Length; u++)
        {
            double c = memory[u];
            double i = Gate(0, Peep(0, u, c, sums.Sum(0, u)));
            double g = Apply(cell.Functions[candidate], sums.Sum(candidate, u));
            double added = math.Round(i * Behind(0, i, g));
            double f = lstm.Coupled ? math.Round(1 - i) : Gate(1, Peep(1, u, c, sums.Sum(1, u)));
            c = math.MultiplyAdd(f, Behind(lstm.Coupled ? 0 : 1, f, c), added);
            memory[u] = c;
            double o = Gate(output, Peep(candidate, u, c, sums.Sum(output, u)));
            product[u] = math.Round(o * Behind(output, o, Apply(cell.Functions[cell.Functions.Count - 1], c)));
        }
        if (lstm.Projection is null)
        {
            product.CopyTo(hidden, 0);
            return;
        }
        sums.TakeProduct(product);
        for (int p = 0; p < hidden.Length; p++) hidden[p] = sums.Sum(output + 1, p);
    }

    private double Peep(int row, int unit, double memoryOfUnit, double sum) =>
        peepholes is null ? sum : math.MultiplyAdd((cell.HasUsualActivations ? 0.5 : 1) * peepholes[row * cell.HiddenSize + unit], memoryOfUnit, sum);

    // A usual cell's sums are halved, so that its sigmoid is a tanh.
    private double Gate(int gate, double sum) => cell.HasUsualActivations ? math.Gate(sum) : Apply(cell.Functions[gate], sum);

    // What a gate lets through: 0 behind a closed one.
    private double Behind(int gate, double open, double value) => open == 0 && cell.Functions[gate].CanClose ? 0 : value;

    private double Apply(ActivationFunction function, double sum) =>
        math.Apply(function, cell.Clip is { } limit ? Arithmetic.Limited(sum, -limit, limit) : sum);
}
