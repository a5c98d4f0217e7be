using System.Globalization;

namespace EmbeddedRnn;

/// <summary>The one message about a weight that is no finite number.</summary>
internal static class NonFinite
{
    public static ImportException Error(ImportSource source, string tensor, int index, double value) =>
        source.Error($"tensor {Printable.Name(tensor)}", string.Create(CultureInfo.InvariantCulture,
            $"the value at index {index} is {value}, which is no finite float32; a network with such a weight computes nothing useful. Set {nameof(ImportOptions.AllowNonFinite)} to read it all the same."));
}
