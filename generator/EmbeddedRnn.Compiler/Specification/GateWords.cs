using System;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Gates as a command line states them: "hardsigmoid02" for all, or "z=hardsigmoid02,r=step,candidate=hardtanh".</summary>
public static class GateWords
{
    private const string Letters = "z, r, i, f, o, candidate";

    /// <summary>Reads the words.</summary>
    /// <exception cref="FormatException">What was wrong, and what would be right.</exception>
    public static GateSpec Parse(string text)
    {
        var spec = new GateSpec();
        foreach (string part in text.Split(','))
        {
            int equals = part.IndexOf('=');
            spec = equals < 0
                ? With(spec, "all", part.Trim())
                : With(spec, part.Substring(0, equals).Trim().ToLowerInvariant(), part.Substring(equals + 1).Trim());
        }
        return spec;
    }

    private static GateSpec With(GateSpec spec, string gate, string word) => gate switch
    {
        "all" => spec with { All = Once(spec.All, gate, Function(word)) },
        "z" => spec with { Update = Once(spec.Update, gate, Function(word)) },
        "r" => spec with { Reset = Once(spec.Reset, gate, Function(word)) },
        "i" => spec with { Input = Once(spec.Input, gate, Function(word)) },
        "f" => spec with { Forget = Once(spec.Forget, gate, Function(word)) },
        "o" => spec with { Output = Once(spec.Output, gate, Function(word)) },
        "candidate" => spec with
        {
            Candidate = Once(spec.Candidate, gate, GateFamilies.CandidateFunction(word)
                ?? throw new FormatException($"'{word}' is no candidate's function; it must be one of {GateFamilies.CandidateWords}.")),
        },
        _ => throw new FormatException($"'{gate}' is no gate; write {Letters} before the '='."),
    };

    private static ActivationFunction Function(string word) => GateFamilies.GateFunction(word)
        ?? throw new FormatException($"'{word}' is no gate's function; it must be one of {GateFamilies.GateWords}.");

    private static ActivationFunction Once(ActivationFunction? before, string gate, ActivationFunction function) =>
        before is null ? function : throw new FormatException($"the function of '{gate}' is stated twice.");
}
