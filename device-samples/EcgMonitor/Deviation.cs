using System;
using System.Collections.Generic;
using System.IO;
using EmbeddedRnn;
using EmbeddedRnn.Reference;

namespace EcgMonitor;

/// <summary>
/// Compares the generated cell with the double-precision reference over the whole stretch, both as it runs freely and,
/// step by step, from the cell's own state.
/// </summary>
internal sealed class Deviation
{
    /// <summary>Largest difference of a hidden value after one step, both starting from the cell's state.</summary>
    public double OneStep { get; private set; }

    /// <summary>Largest difference of a hidden value when both run on from zero.</summary>
    public double FreeRun { get; private set; }

    /// <summary>Does the comparison, a second of signal at a time.</summary>
    public IEnumerable<Advance> Measure(float[] millivolts)
    {
        using Stream file = Resource.Open("ecg.safetensors");
        Model model = ModelFile.Read(file, "ecg.safetensors", new ImportOptions { Prefix = "gru." });
        var pair = new Pair(new ReferenceNetwork<double>(model), new ReferenceNetwork<double>(model));
        var readout = new Readout();
        for (int t = 0; t < millivolts.Length; t++)
        {
            (double oneStep, double freeRun) = pair.Step(readout.Standardise(millivolts[t]));
            OneStep = Math.Max(OneStep, oneStep);
            FreeRun = Math.Max(FreeRun, freeRun);
            if ((t + 1) % EcgRecord.Rate == 0) yield return new Advance(t + 1);
        }
    }

    private sealed class Pair(ReferenceNetwork<double> guided, ReferenceNetwork<double> free)
    {
        private readonly EcgCell cell = new();
        private readonly float[] input = new float[EcgCell.InputSize];
        private readonly float[] hidden = new float[EcgCell.OutputSize];
        private readonly double[] wideInput = new double[EcgCell.InputSize];
        private readonly double[] state = new double[EcgCell.StateSize];
        private readonly double[] expected = new double[EcgCell.OutputSize];

        public (double OneStep, double FreeRun) Step(float standardised)
        {
            input[0] = standardised;
            wideInput[0] = standardised;
            // A GRU's output is its state: what the cell gave last is where the guided reference starts.
            for (int i = 0; i < state.Length; i++) state[i] = hidden[i];
            cell.Step(input, hidden);
            guided.SetState(state);
            guided.Step(wideInput, expected);
            double oneStep = Largest();
            free.Step(wideInput, expected);
            return (oneStep, Largest());
        }

        private double Largest()
        {
            double largest = 0;
            for (int i = 0; i < expected.Length; i++) largest = Math.Max(largest, Math.Abs(hidden[i] - expected[i]));
            return largest;
        }
    }
}
