using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>What the lines of one layer said; a wrong value is an exception with its line.</summary>
internal sealed class LayerLines
{
    private readonly Dictionary<string, ModelTextLine> options = new Dictionary<string, ModelTextLine>();
    private readonly Dictionary<string, Tensor> tensors = new Dictionary<string, Tensor>();

    public LayerLines(ModelTextLine start, LayerForm form)
    {
        Start = start;
        Form = form;
    }

    public ModelTextLine Start { get; }

    public LayerForm Form { get; }

    public List<Layer> Inner { get; } = new List<Layer>();

    public void AddOption(ModelTextLine line)
    {
        if (line.Count < 2) throw line.Error($"expected an option and its value, found '{ModelTextLine.Short(line.Text)}'.");
        if (Array.IndexOf(Form.Options, line.Key) < 0)
            throw line.Error($"a layer of kind {Form.Kind} has no '{ModelTextLine.Short(line.Key)}'.");
        if (options.ContainsKey(line.Key)) throw line.Error($"'{line.Key}' stands twice in this layer.");
        options.Add(line.Key, line);
    }

    public void Add(Tensor tensor) => tensors.Add(tensor.Name, tensor);

    public Tensor? Tensor(string name) => tensors.TryGetValue(name, out Tensor? tensor) ? tensor : null;

    public Tensor RequiredTensor(string name) => Tensor(name) ?? throw Start.Error($"the layer that starts here has no tensor {name}.");

    public bool Has(string key) => options.ContainsKey(key);

    public int Size(string key)
    {
        ModelTextLine line = Line(key);
        line.RequireCount(2);
        return line.Integer(1);
    }

    /// <summary>A size that is left out where it is <paramref name="usual"/>.</summary>
    public int Size(string key, int usual) => Has(key) ? Size(key) : usual;

    /// <summary>The word after a key, or null where there is no such line.</summary>
    public string? Word(string key)
    {
        if (!options.TryGetValue(key, out ModelTextLine line)) return null;
        line.RequireCount(2);
        return line.Word(1);
    }

    /// <summary>Whether a line is this one word.</summary>
    public bool Is(string key, string word) => options.TryGetValue(key, out ModelTextLine line) && line.Count == 2 && line.Word(1) == word;

    /// <summary>Whether an option that is written as yes or left out is there.</summary>
    public bool Yes(string key) => Word(key) switch
    {
        null => false,
        "yes" => true,
        _ => throw Wrong(key, "yes, or left out"),
    };

    public ActivationFunction? OptionalFunction(string key) => Has(key) ? FunctionText.Read(options[key]) : null;

    public ActivationFunction Function(string key) => FunctionText.Read(Line(key));

    public float? OptionalNumber(string key)
    {
        if (!options.TryGetValue(key, out ModelTextLine line)) return null;
        line.RequireCount(2);
        return line.Single(1);
    }

    public ModelTextException Wrong(string key, string expected) =>
        (options.TryGetValue(key, out ModelTextLine line) ? line : Start).Error($"'{key}' must be {expected}.");

    private ModelTextLine Line(string key) =>
        options.TryGetValue(key, out ModelTextLine line) ? line : throw Start.Error($"the layer that starts here has no '{key}' line.");
}
