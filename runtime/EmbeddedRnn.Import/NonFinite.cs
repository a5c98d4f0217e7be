using System.Globalization;

namespace EmbeddedRnn;

/// <summary>The one message about a weight that is no finite number.</summary>
internal static class NonFinite
{
    public static ImportException Error(ImportSource source, string tensor, int index, double value) =>
        source.Error($"tensor {Printable.Name(tensor)}", Reason(string.Create(CultureInfo.InvariantCulture, $"the value at index {index}"), value));

    public static string Reason(string what, double value) => string.Create(CultureInfo.InvariantCulture,
        $"{what} is {value}, which is no finite float32; a network with such a weight computes nothing useful. Set {nameof(ImportOptions.AllowNonFinite)} to read it all the same.");
}
