using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// The names of the functions that gates have in practice. A hard sigmoid is min(max(alpha x + beta, 0), 1), and the systems
/// that say "hard sigmoid" mean different pairs (alpha, beta); a model stores the pair, a name is a shorthand for it.
/// </summary>
public static class GateFamilies
{
    private static readonly (Gate Gate, ActivationFunction Function)[] All =
    {
        (Gate.Sigmoid, ActivationFunction.Sigmoid),
        (Gate.HardSigmoid02, new ActivationFunction(ActivationKind.HardSigmoid, 0.2f, 0.5f)),
        (Gate.HardSigmoid6, new ActivationFunction(ActivationKind.HardSigmoid, 1f / 6, 0.5f)),
        (Gate.HardSigmoid025, new ActivationFunction(ActivationKind.HardSigmoid, 0.25f, 0.5f)),
        (Gate.HardSigmoid05, new ActivationFunction(ActivationKind.HardSigmoid, 0.5f, 0.5f)),
        (Gate.Step, ActivationFunction.Step),
    };

    private static readonly (Candidate Candidate, ActivationFunction Function)[] Candidates =
    {
        (Candidate.Tanh, ActivationFunction.Tanh),
        (Candidate.HardTanh, ActivationFunction.HardTanh),
        (Candidate.Relu, ActivationFunction.Relu),
    };

    /// <summary>The words for a gate's function, for a message: "sigmoid, hardsigmoid02, ...".</summary>
    public static string GateWords => string.Join(", ", All.Select(f => Word(f.Gate.ToString())));

    /// <summary>The words for a candidate's function, for a message.</summary>
    public static string CandidateWords => string.Join(", ", Candidates.Select(f => Word(f.Candidate.ToString())));

    /// <summary>The function of a family; null for <see cref="Gate.FromModel"/>.</summary>
    public static ActivationFunction? Function(Gate gate) =>
        gate == Gate.FromModel ? null : Find(All.Select(f => (f.Gate.ToString(), f.Function)), gate.ToString()) ?? throw Unknown(nameof(gate), gate);

    /// <summary>The function of a candidate; null for <see cref="Candidate.FromModel"/>.</summary>
    public static ActivationFunction? Function(Candidate candidate) => candidate == Candidate.FromModel
        ? null
        : Find(Candidates.Select(f => (f.Candidate.ToString(), f.Function)), candidate.ToString()) ?? throw Unknown(nameof(candidate), candidate);

    /// <summary>The function that a word names, in any case: "hardsigmoid02"; null for a word that names none.</summary>
    public static ActivationFunction? GateFunction(string word) => Find(All.Select(f => (f.Gate.ToString(), f.Function)), word);

    /// <summary>The function that a word names, in any case: "hardtanh"; null for a word that names none.</summary>
    public static ActivationFunction? CandidateFunction(string word) => Find(Candidates.Select(f => (f.Candidate.ToString(), f.Function)), word);

    /// <summary>The word for a gate's function: "hardsigmoid02"; null for a function that has no name here.</summary>
    public static string? Name(ActivationFunction function) =>
        All.Where(f => f.Function == function).Select(f => Word(f.Gate.ToString())).FirstOrDefault();

    private static ActivationFunction? Find(IEnumerable<(string Name, ActivationFunction Function)> names, string word) =>
        names.Where(n => string.Equals(n.Name, word, StringComparison.OrdinalIgnoreCase)).Select(n => n.Function).FirstOrDefault();

    private static string Word(string name) => name.ToLowerInvariant();

    private static ArgumentOutOfRangeException Unknown(string parameter, object value) => new(parameter, value, "there is no such function.");
}
