using System;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.Safetensors;

/// <summary>Reads one tensor's entry in the header: {"dtype": "F32", "shape": [48, 3], "data_offsets": [0, 576]}.</summary>
internal sealed class TensorEntryReader(ImportSource source, string name)
{
    private static readonly string[] Members = ["dtype", "shape", "data_offsets"];

    private string Place => $"tensor {Printable.Name(name)}";

    public TensorEntry Read(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Error("its entry in the header must be a JSON object.");
        // A header can hold very many tensors: no dictionary for each.
        var members = new JsonElement[Members.Length];
        foreach (JsonProperty property in entry.EnumerateObject())
        {
            string member = JsonText.Name(property) ?? throw Error(SafetensorsHeader.Invalid);
            int index = Array.IndexOf(Members, member);
            if (index < 0) throw Error($"its entry in the header has the member '{Printable.Name(member)}', which is not known.");
            if (members[index].ValueKind != JsonValueKind.Undefined) throw Error($"its entry in the header has '{Members[index]}' twice.");
            members[index] = property.Value;
        }
        int missing = Array.FindIndex(members, m => m.ValueKind == JsonValueKind.Undefined);
        if (missing >= 0) throw Error($"its entry in the header has no '{Members[missing]}'.");
        string dtype = JsonText.Value(members[0]) ?? throw Error("its 'dtype' must be a text, of valid Unicode.");
        long[] shape = Numbers(members[1], Members[1]);
        long[] offsets = Numbers(members[2], Members[2]);
        if (offsets.Length != 2) throw Error("its 'data_offsets' must be two numbers, begin and end.");
        var tensor = new TensorEntry(name, dtype, shape, offsets[0], offsets[1]);
        CheckSize(tensor);
        return tensor;
    }

    private long[] Numbers(JsonElement element, string member)
    {
        if (element.ValueKind != JsonValueKind.Array) throw Error($"its '{member}' must be a list of whole numbers.");
        var numbers = new long[element.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number) throw Error($"its '{member}' must hold whole numbers, not JSON of kind {item.ValueKind}.");
            if (!item.TryGetInt64(out numbers[count]) || numbers[count] < 0)
                throw Error($"its '{member}' must hold whole numbers from 0 on, not {Printable.Name(item.GetRawText())}.");
            count++;
        }
        return numbers;
    }

    private void CheckSize(TensorEntry tensor)
    {
        if (tensor.Begin > tensor.End)
            throw Error(FormattableString.Invariant($"it begins at byte {tensor.Begin} of the values and ends before, at {tensor.End}."));
        int size = Dtype.Size(tensor.Dtype);
        // A type that is not known here is an error when the tensor is read, not when it is left aside.
        if (size == 0) return;
        UInt128 bytes = (UInt128)size;
        if (tensor.Shape.Contains(0)) bytes = 0;
        foreach (long dimension in tensor.Shape)
        {
            bytes *= (UInt128)dimension;
            if (bytes > long.MaxValue) throw Error($"its shape {tensor.ShapeText} has more elements than any file.");
        }
        if (bytes != (UInt128)(tensor.End - tensor.Begin))
        {
            throw Error(FormattableString.Invariant(
                $"its shape {tensor.ShapeText} of {tensor.Dtype} takes {bytes} bytes, but the file holds {tensor.End - tensor.Begin} for it."));
        }
    }

    private ImportException Error(string reason) => source.Error(Place, reason);
}
