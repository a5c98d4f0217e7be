using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmbeddedRnn.Tool.Output;

/// <summary>How results are written as JSON: camelCase names, indented; a number that is not finite is the string "NaN" or "Infinity".</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write<T>(TextWriter output, T value) => output.Write(JsonSerializer.Serialize(value, Options) + "\n");
}
