using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.AidaX;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>
/// RTNeural's JSON of a Keras model: in_shape, and layers with type, shape and weights in Keras' layouts. AIDA-X writes the same
/// with a few members more.
/// </summary>
/// <remarks>Source: https://github.com/jatinchowdhury18/RTNeural, python/model_utils.py and RTNeural/model_loader.h.</remarks>
internal sealed class RTNeuralModel : IJsonModel
{
    private const string InShape = "in_shape";
    private const string Layers = "layers";

    public string Description => "RTNeural and AIDA-X (in_shape, layers)";

    public bool Recognises(JsonPlace root) => root.Find(InShape) is not null || root.Find(Layers) is { Kind: JsonValueKind.Array };

    public bool IsNote(string member) => member is not (InShape or Layers) && !AidaXExtras.Members.Contains(member);

    public Model Read(JsonPlace root, ImportSource source, ImportOptions options)
    {
        PrefixOption.Refuse(source, options, "RTNeural's JSON");
        RefuseOthers(root);
        StepShape shape = StepShape.Of(root.Member(InShape));
        JsonPlace entries = root.Member(Layers);
        if (entries.Count is 0 or > ModelBuilder.MostLayers)
            throw entries.Error(FormattableString.Invariant($"it has {entries.Count} layers; a network has 1 to {ModelBuilder.MostLayers}."));
        var layers = new List<Layer>();
        foreach (JsonPlace layer in entries.Items())
        {
            StepShape before = shape;
            layers.AddRange(LayerReader.Read(layer, before, options, out shape));
        }
        return ModelBuilder.Build(source, AidaXExtras.Of(root).Around(layers, root));
    }

    public SelfTest? ReadSelfTest(JsonPlace root) => AidaXSelfTest.Read(root, StepShape.Of(root.Member(InShape)).Size);

    /// <summary>Notes about the model, such as its author or its sample rate, are left aside; a list could be weights.</summary>
    private void RefuseOthers(JsonPlace root)
    {
        foreach ((string name, JsonPlace value) in root.Members())
        {
            if (IsNote(name) && value.Kind == JsonValueKind.Array) throw value.Error("it is not understood: a model has no such list.");
        }
    }
}
