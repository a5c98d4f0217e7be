using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Takes the words and options of one layer, and refuses what is left.</summary>
internal sealed class SpecArguments
{
    // A square matrix of this size has 16 million weights: far beyond what is small.
    private const int LargestNumber = 4096;

    private readonly string spec;
    private readonly SpecNode node;
    private readonly List<SpecToken> words;
    private readonly List<(SpecToken Name, SpecToken Value)> options;
    private readonly List<string> known = [];

    public SpecArguments(string spec, SpecNode node)
    {
        this.spec = spec;
        this.node = node;
        words = node.Words.ToList();
        options = node.Options.ToList();
        foreach (IGrouping<string, (SpecToken Name, SpecToken Value)> same in options.GroupBy(o => o.Name.Text))
        {
            if (same.Count() > 1) throw Error(same.Last().Name, $"{same.Key} is stated twice");
        }
    }

    private string Layer => node.Name.Text;

    /// <summary>The size behind the layer's word: a whole number from 1.</summary>
    public int Size(string what)
    {
        if (words.Count == 0) throw Error(node.Name, $"expected {what} behind {Layer}, such as '{Layer} 24'");
        SpecToken word = words[0];
        words.RemoveAt(0);
        return Whole(word, $"expected {what} of {Layer}, a whole number from 1 to {LargestNumber}");
    }

    /// <summary>A number behind the layer's word.</summary>
    public double Number(string what, Func<double, bool> fits)
    {
        if (words.Count == 0) throw Error(node.Name, $"expected {what} behind {Layer}");
        SpecToken word = words[0];
        words.RemoveAt(0);
        return double.TryParse(word.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && fits(value)
            ? value : throw Error(word, $"expected {what}");
    }

    /// <summary>Whether a word is there.</summary>
    public bool Flag(string name)
    {
        known.Add(name);
        int at = words.FindIndex(w => w.Text == name);
        if (at >= 0) words.RemoveAt(at);
        return at >= 0;
    }

    /// <summary>The whole number of an option, or null.</summary>
    public int? WholeOption(string name) => Option(name) is { } value ? Whole(value, $"expected a whole number from 1 to {LargestNumber} for {name}") : null;

    /// <summary>One of several values of an option, or null.</summary>
    public TValue? Choice<TValue>(string name, IReadOnlyDictionary<string, TValue> values)
        where TValue : class
    {
        if (Option(name) is not { } value) return null;
        return values.TryGetValue(value.Text, out TValue? chosen)
            ? chosen : throw Error(value, $"expected one of {string.Join(", ", values.Keys)} for {name}");
    }

    /// <summary>The function of a gate, or null.</summary>
    public ActivationFunction? Gate(string name) => Function(name, GateFamilies.GateFunction, GateFamilies.GateWords);

    /// <summary>The function of a candidate, or null.</summary>
    public ActivationFunction? Candidate(string name) => Function(name, GateFamilies.CandidateFunction, GateFamilies.CandidateWords);

    /// <summary>The function of a candidate as a word of its own, or null.</summary>
    public ActivationFunction? Candidate()
    {
        known.AddRange(GateFamilies.CandidateWords.Split(", "));
        int at = words.FindIndex(w => GateFamilies.CandidateFunction(w.Text) is not null);
        if (at < 0) return null;
        ActivationFunction? chosen = GateFamilies.CandidateFunction(words[at].Text);
        words.RemoveAt(at);
        return chosen;
    }

    /// <summary>Refuses what nobody took.</summary>
    public void RequireNothingElse(bool takesLayers = false)
    {
        if (!takesLayers && node.Inner.Count > 0) throw Error(node.Name, $"{Layer} holds no layers");
        if (takesLayers && node.Inner.Count == 0) throw Error(node.Name, $"expected layers in parentheses behind {Layer}, such as '{Layer}(gru 24)'");
        string allowed = known.Count == 0 ? $"{Layer} takes nothing more" : $"{Layer} takes {string.Join(", ", known)}";
        if (words.Count > 0) throw Error(words[0], $"'{words[0].Text}' is not known here; {allowed}");
        if (options.Count > 0) throw Error(options[0].Name, $"'{options[0].Name.Text}=' is not known here; {allowed}");
    }

    public SpecException Error(SpecToken token, string message) => new(spec, token.Position, message);

    private ActivationFunction? Function(string name, Func<string, ActivationFunction?> find, string names) =>
        Option(name) is not { } value ? null : find(value.Text) ?? throw Error(value, $"expected one of {names} for {name}");

    private SpecToken? Option(string name)
    {
        known.Add(name + "=");
        int at = options.FindIndex(o => o.Name.Text == name);
        if (at < 0) return null;
        SpecToken value = options[at].Value;
        options.RemoveAt(at);
        return value;
    }

    private int Whole(SpecToken word, string expected) =>
        int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= LargestNumber ? value : throw Error(word, expected);
}
